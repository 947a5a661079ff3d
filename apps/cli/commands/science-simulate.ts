import { seeded } from '#science/math/random.ts';
import type { ModelId } from '#science/models/cards.gen.ts';
import { readSettings } from '#science/models/checks.ts';
import type { Card } from '#science/models/contract.ts';
import { models } from '#science/models/index.gen.ts';
import { Trouble } from '../connection.ts';
import type { Printer } from '../print.ts';
import { csvOf, rowsOf, writeOut } from './science-output.ts';
import { readOptions } from './science-values.ts';
import { wordOf, wordsOf } from './science-words.ts';

export function simulate(card: Card & { id: ModelId }, words: Record<string, unknown>, printer: Printer): void {
  const rows = wordOf(words, 'rows');
  const size = card.simulation.find(({ kind }) => kind === 'count');
  if (rows !== undefined && !size) throw new Trouble('This model\'s simulation has no size; see "science show".');
  const parameters = readOptions(card.simulation, [...(rows === undefined || !size ? [] : [`${size.name}=${rows}`]), ...wordsOf(words, 'param')]);
  const { why } = readSettings(card.simulation, parameters);
  if (why) throw new Trouble(why.sentence);
  const model = models.find((one) => one.card.id === card.id);
  if (!model) throw new Trouble(`There is no model "${card.id}".`);
  const table = model.simulate(parameters, { random: seeded(wordOf(words, 'seed') ?? '1') });
  const out = wordOf(words, 'out');
  if (out !== undefined) writeOut(out, csvOf(table, card.columns));
  if (out === undefined && !printer.json) return void process.stdout.write(csvOf(table, card.columns));
  printer.value({ model: card.id, rows: out === undefined ? rowsOf(table, card.columns) : table.rows, ...(out === undefined ? {} : { out }) }, () => `${table.rows} rows stand in ${out}.`);
}
