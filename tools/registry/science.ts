import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Answer, Card, Column, Option, Source } from '../../science/models/contract.ts';

/** Families in the order of the document, with their headings; a new family does not compile before it has one. */
const FAMILIES: Record<Card['family'], string> = {
  customers: 'Customers and their value',
  propensity: 'Who will do it',
  baskets: 'What goes together',
  attribution: 'Which touches earned it',
  mix: 'Channels and budgets',
  reach: 'Reach, frequency and spread',
  experiments: 'Experiments',
  forecast: 'Forecasts and alarms',
  survey: 'Surveys',
  text: 'Texts',
};

/** The cards as they stand in their folders: the registry may be stale while it is written anew. */
export async function readCards(root: string, ids: readonly string[]): Promise<Card[]> {
  return Promise.all(ids.map(async (id) => {
    const { card } = await import(pathToFileURL(join(root, 'science/models', id, 'card.ts')).href) as { card: Card };
    return card;
  }));
}

/** docs/science.md, from the cards of the models. */
export function scienceText(cards: readonly Card[]): string {
  const families = Object.entries(FAMILIES).map(([family, heading]) => ({ heading, cards: cards.filter((card) => card.family === family) })).filter((group) => group.cards.length > 0);
  return [
    '<!-- Made by `npm run generate` from the cards of science/models; do not edit. -->',
    '# Science', '',
    `The ${cards.length} models, each with the question it answers, what it needs, what its answer holds, what it assumes, when it says no, and where it comes from. A model that cannot answer declines with its reason; one that found no trustworthy optimum is unsettled. Neither gives a number.`, '',
    'On the command line, with CSV files and without the application:', '',
    '```sh',
    'npm run tributary -- science show bg-nbd',
    'npm run tributary -- science simulate bg-nbd --seed 1 --rows 500 --out people.csv',
    'npm run tributary -- science fit bg-nbd --help',
    'npm run tributary -- science fit bg-nbd --data people.csv --out fit.json',
    'npm run tributary -- science predict bg-nbd --fit fit.json --data people.csv --option horizon=26 --out next.csv',
    '```', '',
    'Other column names are told with `--map column=name`, and are known again when predicting; days are dates such as 2024-03-31 or days since 1970. `--table` writes the whole result as CSV (every rule, every channel). `--json` answers with one JSON document that holds the fit with every figure unrounded; `npm run --silent tributary -- …` keeps npm’s own two lines away from it. Exit codes: 0 an answer, 1 a wrong word or file, 2 the model declines or is unsettled, 130 stopped.', '',
    ...families.flatMap((group) => [`- [${group.heading}](#${anchor(group.heading)}): ${group.cards.map(({ id }) => `[${id}](#${id})`).join(', ')}`]),
    ...families.flatMap((group) => ['', `## ${group.heading}`, ...group.cards.flatMap(cardText)]),
    '',
  ].join('\n');
}

/** As GitHub makes it from a heading. */
const anchor = (heading: string): string => heading.toLowerCase().replace(/[^a-z0-9 -]/g, '').replaceAll(' ', '-');

/** The name with its default; "science show" says what it means. */
const optionText = ({ name, default: given }: Option): string => `\`${name}\`${given === null || String(given) === '' ? '' : ` (${String(given)})`}`;

function cardText({ id, title, question, columns, predictColumns, answers, table, options, example, assumptions, enough, declines, sources }: Card): string[] {
  const asked = predictColumns && predictColumns.length > 0 ? ['', `To predict: ${predictColumns.map(shortColumn).join(', ')}.`] : [];
  return [
    '', `### ${id}`, '', `**${title.en}.** ${question.en}`, '',
    '| needs | kind | means |', '|---|---|---|', ...columns.map(columnRow), ...asked, '',
    '| `predict` answers | kind | means |', '|---|---|---|', ...answers.flatMap(answerRows), '',
    ...(table ? ['| `fit --table` writes | kind | means |', '|---|---|---|', ...table.flatMap(answerRows), ''] : []),
    'Assumes:', '', ...assumptions.map(item), '',
    ...(options.length === 0 ? [] : [`Options: ${options.map(optionText).join(', ')}.`, '']),
    `Enough: ${enough}`, '',
    'Declines:', '', ...declines.map(item), '',
    'Sources:', '', ...sources.map(sourceText).map(item), '',
    'Example:', '', '```sh', ...exampleLines({ id, predictColumns, example }), '```',
  ];
}

/** The model on data of its own simulation, from a shell; a test runs them. */
function exampleLines({ id, predictColumns, example }: Pick<Card, 'id' | 'predictColumns' | 'example'>): string[] {
  const science = 'npm run tributary -- science';
  const { options = {}, ask } = example ?? {};
  const told = Object.entries(options).map(([name, value]) => ` --option '${name}=${String(value)}'`).join('');
  const rows = Object.values(ask ?? {});
  const lines = [Object.keys(ask ?? {}).join(','), ...(rows[0] ?? []).map((_, row) => rows.map((column) => column[row]).join(','))];
  const asked = ask ? ' --data ask.csv' : predictColumns?.length === 0 ? '' : ' --data data.csv';
  return [
    `${science} simulate ${id} --seed 1 --out data.csv`,
    `${science} fit ${id} --data data.csv${told} --out fit.json`,
    ...(ask ? [`printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} > ask.csv`] : []),
    `${science} predict ${id} --fit fit.json${asked}`,
  ];
}

const item = (line: string): string => `- ${line}`;
const cell = (text: string): string => text.replaceAll('|', '\\|');
const shortColumn = ({ name, repeated, optional }: Column): string => `\`${name}${repeated ? '…' : ''}\`${optional ? ' (optional)' : ''}`;

function columnRow(column: Column): string {
  const { kind, means, unit } = column;
  return `| ${shortColumn(column)} | ${kind}${unit ? `, in ${cell(unit)}` : ''} | ${cell(means)} |`;
}

/** An answer, and below it what its interval holds. */
function answerRows({ name, kind, means, unit, min, max, interval, repeated, when }: Answer): string[] {
  const shown = `${name}${repeated ? '…' : ''}`;
  const range = min !== undefined && max !== undefined ? `, ${min} to ${max}` : min !== undefined ? `, ${min} or more` : max !== undefined ? `, at most ${max}` : '';
  return [
    `| \`${shown}\` | ${kind}${unit ? `, in ${cell(unit)}` : ''}${range} | ${cell(means)}${when ? `; there when ${cell(when)}` : ''} |`,
    ...(interval ? [`| \`${shown}_low\`, \`${shown}_high\` | ${kind} | ${cell(interval)} |`] : []),
  ];
}

function sourceText({ citation, equations, url }: Source): string {
  const named = url === undefined ? citation : `[${citation}](${url})`;
  if (equations === undefined) return named;
  return /^([A-Z]\.)?\d/.test(equations) ? `${named} (equations ${equations})` : `${named} (${equations})`;
}
