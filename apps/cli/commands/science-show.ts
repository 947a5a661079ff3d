import type { Answer, Card, Column, Option } from '#science/models/contract.ts';
import { table, type Printer } from '../print.ts';

export function show(card: Card, _: Record<string, unknown>, printer: Printer): void {
  const { id, family, title, question, columns, predictColumns, answers, table: whole, options, simulation, assumptions, enough, declines, sources } = card;
  printer.value({
    id, family, title: title.en, question: question.en, columns, ...(predictColumns ? { predictColumns } : {}), answers, ...(whole ? { table: whole } : {}),
    options: options.map(plain), simulation: simulation.map(plain), assumptions, enough, declines, sources,
  }, () => [
    `${title.en} (${id})`, question.en, '', 'Columns', columnLines(columns),
    ...(predictColumns && predictColumns.length > 0 ? ['', 'Columns to predict for', columnLines(predictColumns)] : []),
    ...answerLines('What "predict" answers', answers), ...(whole ? answerLines('What "fit --table" writes', whole) : []),
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

/** Columns of an answer under a heading: what they mean, within which bounds, and what an interval beside them holds. */
export const answerLines = (head: string, answers: readonly Answer[]): string[] => ['', head, table(['name', 'kind', 'means'], answers.flatMap((answer) => [
  [shown(answer), answer.kind, `${answer.means}${answer.unit ? ` [${answer.unit}]` : ''}${bounds(answer)}${answer.when ? `; there when ${answer.when}` : ''}`],
  ...(answer.interval ? [[`${shown(answer)}_low, _high`, answer.kind, answer.interval]] : []),
]))];

const shown = ({ name, repeated }: Answer): string => (repeated ? `${name}…` : name);

/** Options with their defaults and bounds, aligned, under a heading; nothing where there are none. */
export const optionLines = (head: string, options: readonly Option[]): string[] => (options.length === 0 ? [] : ['', head, table(['name', 'kind', 'default', 'means'], options.map((option) =>
  [option.name, option.kind, option.default === null ? '' : String(option.default), `${option.means}${bounds(option)}`]))]);

function bounds({ choices, min, max }: { choices?: string[]; min?: number; max?: number }): string {
  if (choices) return ` (${choices.join(', ')})`;
  if (min !== undefined && max !== undefined) return ` (${min} to ${max})`;
  return min !== undefined ? ` (at least ${min})` : max !== undefined ? ` (at most ${max})` : '';
}
