import { Readable } from 'node:stream';
import type { Room } from '#platform/tools/tools.ts';
import { say, type Language, type Words } from '#vocabulary/words.ts';
import type { ImportDeclaration } from './fields/contract.ts';
import { readBadRows } from './queries.ts';
import { REASONS } from './reasons.ts';

const HEADER: readonly Words[] = [
  { en: 'Row', 'zh-Hans': '行号', 'zh-Hant': '列號' }, { en: 'Field', 'zh-Hans': '字段', 'zh-Hant': '欄位' },
  { en: 'Value', 'zh-Hans': '值', 'zh-Hant': '值' }, { en: 'Reason', 'zh-Hans': '原因', 'zh-Hant': '原因' },
];
const PAGE = 5000;

/** A cell that a spreadsheet will not take for a formula (OWASP, "CSV Injection"), quoted by RFC 4180. */
export const csvCell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** The rows that an import refused, as a CSV file for a spreadsheet, page by page. */
export const badRowsCsv = (room: Pick<Room, 'tools' | 'workspace'>, id: number, declaration: ImportDeclaration, language: Language): Readable =>
  Readable.from(lines(room, id, declaration, language));

async function* lines({ tools, workspace }: Pick<Room, 'tools' | 'workspace'>, id: number, declaration: ImportDeclaration, language: Language): AsyncGenerator<string> {
  const labels = new Map(declaration.fields.map((field) => [field.name, field.names[language]]));
  // Excel reads UTF-8 only after a byte-order mark.
  yield `\ufeff${HEADER.map((words) => csvCell(words[language])).join(',')}\r\n`;
  for (let after = 0; ;) {
    const rows = await readBadRows(tools.database, workspace.id, id, after, PAGE);
    if (rows.length > 0) yield rows.map(({ row, field, value, reason }) => `${[String(row), labels.get(field) ?? field, value, say(REASONS[reason], language)].map(csvCell).join(',')}\r\n`).join('');
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.row;
  }
}
