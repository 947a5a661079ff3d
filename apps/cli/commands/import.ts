import { openAsBlob } from 'node:fs';
import { basename, resolve } from 'node:path';
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { getImport, inspectImportFile, startImport } from '#client/gen/sdk.gen.ts';
import { Trouble, ask, type Connection } from '../connection.ts';
import { inContext } from '../context.ts';

const KINDS = ['customers', 'orders', 'products', 'spend', 'events'] as const;
type Kind = (typeof KINDS)[number];
interface Given { kind?: string; map: string[]; dryRun?: true; badRows?: string }

/** `--map field=column`, as often as there are columns that are not guessed right. */
const collect = (value: string, before: string[]): string[] => [...before, value];

export function addImport(program: Command): void {
  program.command('import').description('Imports a file: CSV, TSV, XLSX, NDJSON or Parquet, also gzipped').argument('<file>')
    .option('--kind <kind>', `${KINDS.join(', ')} (default: guessed)`)
    .option('--map <field=column>', 'which column holds a field, where the guess is wrong', collect, [])
    .option('--dry-run', 'count and check, write nothing')
    .option('--bad-rows <file>', 'write the rows that were not taken to this file')
    .action(inContext<Given>(async ({ connection, printer, options, words }) => {
      const { client } = connection;
      const file = await upload(connection, resolve(words[0]!));
      const kind = kindOf(options.kind);
      const first = await ask(inspectImportFile({ client, body: { file, ...(kind ? { kind } : {}) } }));
      const columns = { ...first.plan.columns, ...mapped(options.map) };
      const { plan, lacking } = options.map.length === 0 ? first : await ask(inspectImportFile({ client, body: { file, kind: first.plan.kind, columns } }));
      if (lacking.length > 0) throw new Trouble(`No column was found for: ${lacking.join(', ')}. Name one with --map field=column; the columns are ${first.header.join(', ')}.`);
      let run = await ask(startImport({ client, body: { file, plan, dryRun: Boolean(options.dryRun) } }));
      while (run.state === 'waiting' || run.state === 'running') {
        printer.progress(`${run.kindLabel}: ${Math.round(run.share * 100)} %, ${run.rowsRead} rows read, ${run.rowsNew} new, ${run.rowsSame} known, ${run.rowsBad} bad`);
        await new Promise((go) => { setTimeout(go, 400); });
        run = await ask(getImport({ client, path: { id: run.id } }));
      }
      if (options.badRows) await saveBadRows(connection, run.id, resolve(options.badRows));
      printer.value(run, () => [
        `${run.kindLabel}${run.dryRun ? ' (dry run, nothing was written)' : ''}: ${run.rowsRead} rows read = ${run.rowsNew} new + ${run.rowsSame} already known + ${run.rowsBad} bad`,
        ...run.reasons.map((reason) => `  ${reason.count} × ${reason.sentence}`),
      ].join('\n'));
      if (run.state !== 'done') throw new Trouble(run.error?.message ?? `The import is ${run.state}.`);
    }));
}

function kindOf(given: string | undefined): Kind | undefined {
  if (given === undefined) return undefined;
  const kind = KINDS.find((each) => each === given);
  if (!kind) throw new Trouble(`There is no kind “${given}”. Kinds are ${KINDS.join(', ')}.`);
  return kind;
}

function mapped(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(pairs.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) throw new Trouble(`“${pair}” is not of the form field=column.`);
    return [pair.slice(0, at), pair.slice(at + 1)];
  }));
}

/** Streams the file from disk; large ones are never held in memory. */
async function upload({ url, headers }: Connection, path: string): Promise<string> {
  const form = new FormData();
  form.append('file', await open(path), basename(path));
  const kept = await ask(fetch(`${url}/api/v1/imports/files`, { method: 'POST', headers, body: form }).then(async (response) => {
    const body = (await response.json()) as { file: string };
    return response.ok ? { data: body } : { error: body, response };
  }));
  return kept.file;
}

async function saveBadRows({ url, headers }: Connection, id: number, path: string): Promise<void> {
  const response = await fetch(`${url}/api/v1/imports/${id}/bad-rows.csv`, { headers });
  if (!response.ok) throw new Trouble(`The bad rows were not given out: ${response.status}.`);
  await writeFile(path, await response.text());
}

/** openAsBlob throws before it gives a promise when there is no such file. */
async function open(path: string): Promise<Blob> {
  try {
    return await openAsBlob(path);
  } catch (error) {
    throw new Trouble(`The file ${path} cannot be read.`, { cause: error });
  }
}
