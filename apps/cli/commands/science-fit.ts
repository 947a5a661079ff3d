import { fitInThread } from '#customers/predictions/fit-in-thread.ts';
import type { ModelId } from '#science/models/cards.gen.ts';
import type { Card } from '#science/models/contract.ts';
import { models } from '#science/models/index.gen.ts';
import type { Printer } from '../print.ts';
import { readTable } from './science-csv.ts';
import { jsonOf, refuse, summaryJson, summaryScreen, writeOut } from './science-output.ts';
import { untilStopped } from './science-stop.ts';
import { readOptions, readPairs } from './science-values.ts';
import { needWord, wordOf, wordsOf } from './science-words.ts';

export async function fit(card: Card & { id: ModelId }, words: Record<string, unknown>, printer: Printer): Promise<void> {
  const options = readOptions(card.options, wordsOf(words, 'option'));
  const data = needWord(words, 'data', 'the CSV file');
  const table = readTable(data, card.columns, new Map(readPairs(wordsOf(words, 'map'))));
  const seed = wordOf(words, 'seed') ?? '1';
  const outcome = await untilStopped(printer, card.title.en, (run) => fitInThread(card.id, table, options, { seed, ...run }));
  if (outcome === null) return;
  if (outcome.status !== 'fitted') return refuse(printer, card, outcome.status, outcome.why);
  const model = models.find((one) => one.card.id === card.id);
  const lines = model?.summary(outcome.value) ?? [];
  const told = { model: card.id, status: outcome.status, rows: table.rows, columns: Object.keys(table.columns), seed, options, summary: summaryJson(lines) };
  const out = wordOf(words, 'out');
  // Also without a file the fit passes this gate, so that no summary of a broken one is shown.
  const stored = jsonOf({ ...told, fit: outcome.value });
  if (out !== undefined) writeOut(out, stored);
  printer.value({ ...told, ...(out === undefined ? {} : { out }) }, () => [
    `${card.title.en}: fitted to ${table.rows} rows (${Object.keys(table.columns).join(', ')})`, '', summaryScreen(lines),
    ...(out === undefined ? [] : ['', `The fit stands in ${out}.`]),
  ].join('\n'));
}
