import type { Card, Column, Option } from '#science/models/contract.ts';
import { table, type Printer } from '../print.ts';

export function show(card: Card, _: Record<string, unknown>, printer: Printer): void {
  const { id, family, title, question, columns, predictColumns, options, simulation, assumptions, enough, declines, sources } = card;
  printer.value({
    id, family, title: title.en, question: question.en, columns, ...(predictColumns ? { predictColumns } : {}),
    options: options.map(plain), simulation: simulation.map(plain), assumptions, enough, declines, sources,
  }, () => [
    `${title.en} (${id})`, question.en, '', 'Columns', columnLines(columns),
    ...(predictColumns && predictColumns.length > 0 ? ['', 'Columns to predict for', columnLines(predictColumns)] : []),
    ...optionLines('Options', options), ...optionLines('Parameters of the simulation', simulation),
    '', 'Assumes', ...assumptions.map((line) => `- ${line}`), '', `Enough: ${enough}`, '', 'Declines', ...declines.map((line) => `- ${line}`),
    '', 'Sources', ...sources.map(({ citation, equations }) => `- ${citation}${equations ? ` (equations ${equations})` : ''}`),
  ].join('\n'));
}

/** Without a default there is none; a null would look like a value. */
const plain = ({ default: given, ...option }: Option): object => ({ ...option, ...(given === null ? {} : { default: given }) });

/** Columns with what they mean, aligned. */
export const columnLines = (columns: readonly Column[]): string => table(['name', 'kind', 'means'], columns.map(({ name, kind, means, unit, optional, repeated }) =>
  [repeated ? `${name}…` : name, kind, `${means}${unit ? ` [${unit}]` : ''}${optional ? ' (optional)' : ''}`]));

/** Options with their defaults and bounds, aligned, under a heading; nothing where there are none. */
export const optionLines = (head: string, options: readonly Option[]): string[] => (options.length === 0 ? [] : ['', head, table(['name', 'kind', 'default', 'means'], options.map((option) =>
  [option.name, option.kind, option.default === null ? '' : String(option.default), `${option.means}${bounds(option)}`]))]);

function bounds({ choices, min, max }: Option): string {
  if (choices) return ` (${choices.join(', ')})`;
  if (min !== undefined && max !== undefined) return ` (${min} to ${max})`;
  return min !== undefined ? ` (at least ${min})` : max !== undefined ? ` (at most ${max})` : '';
}
