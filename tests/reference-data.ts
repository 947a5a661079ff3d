/** Published data sets that tests compare with; they stand beside the repository, in ../shared/data, and may be absent. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const folder = new URL('../../shared/data/', import.meta.url);

export function present(path: string): boolean {
  return existsSync(fileURLToPath(new URL(path, folder)));
}

/** Columns by name as text; commas inside double quotes are kept. */
export function readColumns(path: string): Record<string, string[]> {
  const bytes = readFileSync(fileURLToPath(new URL(path, folder)));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
  const [head, ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  const names = cells(head);
  const columns: string[][] = names.map(() => []);
  for (const line of lines) cells(line).forEach((cell, i) => columns[i].push(cell));
  return Object.fromEntries(names.map((name, i) => [name, columns[i]]));
}

function cells(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  return [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].slice(0, -1 + (line.endsWith(',') ? 1 : 0) || undefined).map((m) => m[2] ?? m[1]);
}

export function numbers(column: readonly string[]): Float64Array {
  return Float64Array.from(column, Number);
}
