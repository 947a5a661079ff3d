import { fitInThread } from '#customers/predictions/fit-in-thread.ts';
import type { ModelId } from '#science/models/cards.gen.ts';
import type { Card, Column } from '#science/models/contract.ts';
import { models } from '#science/models/index.gen.ts';
import { Trouble } from '../connection.ts';
import type { Printer } from '../print.ts';
import { readTable, type ReadTable } from './science-csv.ts';
import { csvOf, jsonOf, refuse, summaryCsv, summaryJson, summaryScreen, writeOut } from './science-output.ts';
import { untilStopped } from './science-stop.ts';
import { readOptions, readPairs } from './science-values.ts';
import { wordOf, wordsOf } from './science-words.ts';

export async function fit(card: Card & { id: ModelId }, words: Record<string, unknown>, printer: Printer): Promise<void> {
  const options = readOptions(card.options, wordsOf(words, 'option'));
  const { table, headers, unread } = given(words, card.columns);
  const seed = wordOf(words, 'seed') ?? '1';
  const outcome = await untilStopped(printer, card.title.en, (run) => fitInThread(card.id, table, options, { seed, ...run }));
  if (outcome === null) return;
  if (outcome.status !== 'fitted') return refuse(printer, card, outcome.status, outcome.why, unread);
  const model = models.find((one) => one.card.id === card.id);
  const lines = model?.summary(outcome.value) ?? [];
  const told = { model: card.id, status: outcome.status, rows: table.rows, columns: Object.keys(table.columns), seed, options, summary: summaryJson(lines) };
  const [out, list] = [wordOf(words, 'out'), wordOf(words, 'table')];
  // Also without a file the fit passes this gate, so that no summary of a broken one is shown.
  const stored = jsonOf({ ...told, headers, fit: outcome.value });
  if (out !== undefined) writeOut(out, stored);
  const whole = model?.table?.(outcome.value);
  if (list !== undefined) writeOut(list, whole ? csvOf(whole, card.table ?? []) : summaryCsv(lines));
  const files = { ...(out === undefined ? {} : { out }), ...(list === undefined ? {} : { table: list }) };
  printer.value({ ...told, ...(unread.length > 0 ? { unread } : {}), ...(out === undefined ? { fit: withoutNothing(stored) } : {}), ...files }, () => [
    `${card.title.en}: fitted to ${table.rows} rows (${Object.keys(table.columns).join(', ')})`,
    ...(unread.length > 0 ? [`Not read: ${unread.join(', ')}`] : []), '', summaryScreen(lines),
    ...(out === undefined ? [] : ['', `The fit stands in ${out}.`]), ...(list === undefined ? [] : ['', `The table stands in ${list}.`]),
  ].join('\n'));
}

/** The fit as printed: what it has not stands nowhere, so no reader takes a null for a number. */
const withoutNothing = (stored: string): unknown => (JSON.parse(stored, (_, inner: unknown) => (inner === null ? undefined : inner)) as { fit: unknown }).fit;

/** A model that can do without any column needs no file. */
function given(words: Record<string, unknown>, columns: readonly Column[]): ReadTable {
  const data = wordOf(words, 'data');
  if (data !== undefined) return readTable(data, columns, new Map(readPairs(wordsOf(words, 'map'))));
  const needed = columns.filter(({ optional }) => !optional).map(({ name, repeated }) => (repeated ? `${name}…` : name));
  if (needed.length > 0) throw new Trouble(`Name the CSV file with --data. It needs: ${needed.join(', ')}.`);
  return { table: { rows: 0, columns: {} }, headers: {}, unread: [] };
}
