import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { predictInThread } from '#customers/predictions/fit-in-thread.ts';
import type { ModelId } from '#science/models/cards.gen.ts';
import type { Card, Column, Table } from '#science/models/contract.ts';
import { Trouble } from '../connection.ts';
import type { Printer } from '../print.ts';
import { readTable } from './science-csv.ts';
import { csvOf, refuse, rowsOf, screenOf, writeOut } from './science-output.ts';
import { untilStopped } from './science-stop.ts';
import { readOptions, readPairs } from './science-values.ts';
import { needWord, wordOf, wordsOf } from './science-words.ts';

const OptionValue = z.union([z.number(), z.string(), z.boolean(), z.array(z.number()), z.array(z.string())]);
const Stored = z.object({ model: z.string(), options: z.record(z.string(), OptionValue), headers: z.record(z.string(), z.string()).optional(), fit: z.unknown() });

export async function predict(card: Card & { id: ModelId }, words: Record<string, unknown>, printer: Printer): Promise<void> {
  const stored = readFit(needWord(words, 'fit', 'the file of the fit'), card.id);
  const options = { ...stored.options, ...readOptions(card.options, wordsOf(words, 'option')) };
  const columns = card.predictColumns ?? card.columns;
  const table = asked(words, columns, stored.headers ?? {});
  const seed = wordOf(words, 'seed') ?? '1';
  const outcome = await untilStopped(printer, card.title.en, (run) => predictInThread(card.id, stored.fit, table, options, { seed, ...run }));
  if (outcome === null) return;
  if (outcome.status !== 'fitted') return refuse(printer, card, outcome.status, outcome.why);
  const out = wordOf(words, 'out');
  if (out !== undefined) writeOut(out, csvOf(outcome.value, card.answers));
  printer.value({ model: card.id, status: outcome.status, rows: out === undefined ? rowsOf(outcome.value, card.answers) : outcome.value.rows, ...(out === undefined ? {} : { out }) },
    () => (out === undefined ? screenOf(outcome.value, card.answers) : `${outcome.value.rows} rows stand in ${out}.`));
}

/** Columns are looked for under the headers of the fit's file where `--map` says nothing else. */
function asked(words: Record<string, unknown>, columns: readonly Column[], headers: Record<string, string>): Table {
  const data = wordOf(words, 'data');
  if (data !== undefined) return readTable(data, columns, new Map(readPairs(wordsOf(words, 'map'))), headers).table;
  const needed = columns.filter(({ optional }) => !optional).map(({ name, repeated }) => (repeated ? `${name}…` : name));
  if (needed.length > 0) throw new Trouble(`Name the CSV file to predict for with --data. It needs: ${needed.join(', ')}.`);
  return { rows: 0, columns: {} };
}

function readFit(path: string, model: ModelId): z.infer<typeof Stored> {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Trouble(`${path} holds no fit: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const stored = Stored.safeParse(read);
  if (!stored.success) throw new Trouble(`${path} holds no fit. Make one with "science fit ${model} --out ${path}".`);
  if (stored.data.model !== model) throw new Trouble(`${path} is a fit of the model "${stored.data.model}", not of "${model}".`);
  return stored.data;
}
