import { z } from 'zod';
import { readLeftOut } from '#customers/index.ts';
import { Fault } from '#platform/errors/fault.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import type { Room } from '#platform/tools/tools.ts';
import { audit } from '#platform/workspace/audit.ts';
import { LeftOut } from '#vocabulary/currency.ts';
import { FAULTS } from '#vocabulary/faults/all.ts';
import { say, type Language } from '#vocabulary/words.ts';
import { badRowsCsv } from './bad-rows.ts';
import { DECLARATIONS } from './fields/all.ts';
import { FIELD_KINDS, IMPORT_KINDS } from './fields/contract.ts';
import { FINDINGS, type FindingCode } from './findings.ts';
import { inspectFile } from './inspect.ts';
import { importJob } from './jobs.ts';
import { ImportOptions } from './options.ts';
import { checkPlan, ImportPlan } from './plan.ts';
import { listImports, readFindings, readImport, resumeImport, stopImport, type ListedImport } from './queries.ts';
import { openTable } from './read/table.ts';
import { ReadSettings } from './read/settings.ts';
import { REASONS, type ReasonCode } from './reasons.ts';
import { createImport, findUpload, keepUpload } from './start.ts';
import { Understanding } from './understand/settings.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Id = z.object({ id: z.coerce.number().int().positive() });
const Value = z.union([z.string(), z.number(), z.null()]);
const BadReason = z.object({ field: z.string(), value: z.string(), reason: z.string(), sentence: z.string() });
const Upload = z.object({ file: Sha256, name: z.string(), bytes: z.number().int() });
const Field = z.object({ name: z.string(), label: z.string(), kind: z.enum(FIELD_KINDS), required: z.boolean() });
const Kind = z.object({ id: z.enum(IMPORT_KINDS), label: z.string(), means: z.string(), fields: z.array(Field), oneOf: z.array(z.array(z.string())) });
const Inspection = z.object({
  plan: ImportPlan, sure: z.boolean(), header: z.array(z.string()), sheets: z.array(z.string()), lacking: z.array(z.string()),
  preview: z.array(z.object({ row: z.number().int(), cells: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])), understood: z.record(z.string(), Value).nullable(), bad: BadReason.nullable() })),
});
const Import = z.object({
  id: z.number().int(), kind: z.enum(IMPORT_KINDS), kindLabel: z.string(), file: z.string(), fileName: z.string(), format: z.string(), dryRun: z.boolean(),
  state: z.enum(['waiting', 'running', 'stopped', 'done', 'failed']),
  rowsTotal: z.number().int().nullable(), rowsRead: z.number().int(), rowsNew: z.number().int(), rowsSame: z.number().int(), rowsBad: z.number().int(),
  share: z.number(), reasons: z.array(z.object({ reason: z.string(), sentence: z.string(), count: z.number().int() })),
  error: z.object({ code: z.string(), message: z.string() }).nullable(), actor: z.string(), createdAt: z.string(), startedAt: z.string().nullable(), finishedAt: z.string().nullable(),
  plan: ImportPlan,
});
const Finding = z.object({ code: z.string(), name: z.string(), means: z.string(), subject: z.string(), count: z.number().int(), examples: z.array(z.object({ row: z.number(), value: z.string() })), at: z.string() });

const kindsIn = (language: Language): z.infer<typeof Kind>[] => IMPORT_KINDS.map((id) => {
  const { names, means, fields, oneOf, oneColumnOf = [] } = DECLARATIONS[id];
  return {
    id, label: names[language], means: means[language], oneOf: [...oneOf, ...oneColumnOf].map((group) => [...group]),
    fields: fields.map((field) => ({ name: field.name, label: field.names[language], kind: field.kind, required: field.required ?? false })),
  };
});

const uploadRoutes: AnyRoute[] = [
  route({
    method: 'GET', path: '/import-kinds', operation: 'listImportKinds', area: 'data', access: 'viewer', summary: 'What can be imported, with the fields of each kind.',
    shapes: { response: z.object({ kinds: z.array(Kind) }) },
    handle: async ({ language }) => ({ kinds: kindsIn(language) }),
  }),
  route({
    method: 'POST', path: '/imports/files', operation: 'uploadImportFile', area: 'data', access: 'marketer', upload: true,
    summary: 'Keeps a file for an import: multipart/form-data with the field "file". CSV, TSV, XLSX, NDJSON or Parquet, also gzipped.',
    shapes: { response: Upload },
    handle: async (call) => {
      const part = await call.request.file();
      if (!part) throw new Fault('imports.nothing-sent');
      const kept = await keepUpload(call, part.filename, part.file);
      if (part.file.truncated) throw new Fault('imports.file-too-large', { limit: `${Math.round(kept.bytes / (1 << 20))} MB` });
      return { file: kept.sha256, name: kept.name, bytes: kept.bytes };
    },
  }),
  route({
    method: 'POST', path: '/imports/inspect', operation: 'inspectImportFile', area: 'data', access: 'marketer',
    summary: 'How a file is most likely to be read, and what its first rows would become. Whatever is given counts, the rest is guessed. Writes nothing.',
    shapes: {
      body: z.object({
        file: Sha256, kind: z.enum(IMPORT_KINDS).optional(), read: ReadSettings.partial().optional(), columns: z.record(z.string(), z.string()).optional(),
        understanding: Understanding.partial().optional(), options: ImportOptions.partial().optional(),
      }),
      response: Inspection,
    },
    handle: async (call) => {
      const { file, ...given } = call.body;
      const found = await inspectFile(call, await findUpload(call, file), given);
      return { ...found, header: [...found.header], sheets: [...found.sheets], lacking: [...found.lacking], preview: found.preview.map((row) => ({ ...row, bad: row.bad && { ...row.bad, sentence: REASONS[row.bad.reason][call.language] } })) };
    },
  }),
];

const shown = (row: ListedImport, language: Language): z.infer<typeof Import> => ({
  id: row.id, kind: row.kind, kindLabel: DECLARATIONS[row.kind].names[language], file: row.file, fileName: row.file_name, format: row.format, dryRun: row.dry_run, state: row.state,
  rowsTotal: row.rows_total, rowsRead: row.rows_read, rowsNew: row.rows_new, rowsSame: row.rows_same, rowsBad: row.rows_bad, share: row.share,
  reasons: (Object.entries(row.reasons) as [ReasonCode, number][]).map(([reason, count]) => ({ reason, sentence: REASONS[reason][language], count })).sort((a, b) => b.count - a.count),
  error: row.error && { code: row.error.code, message: say(FAULTS[row.error.code].says, language, row.error.values) },
  actor: row.actor, createdAt: row.created_at.toISOString(), startedAt: row.started_at?.toISOString() ?? null, finishedAt: row.finished_at?.toISOString() ?? null,
  plan: ImportPlan.parse({ ...row.mapping, kind: row.kind, options: row.options }),
});

async function findImport({ tools, workspace }: Pick<Room, 'tools' | 'workspace'>, id: number): Promise<ListedImport> {
  const row = await readImport(tools.database, workspace.id, id);
  if (!row) throw new Fault('access.not-found', { what: 'import', id });
  return row;
}

const work = (room: Pick<Room, 'tools' | 'workspace'>, id: number): Promise<void> =>
  room.tools.jobs.send(importJob, { workspace: room.workspace.id, import: id }, { once: `${room.workspace.id}:${id}` });

const importRoutes: AnyRoute[] = [
  route({
    method: 'POST', path: '/imports', operation: 'startImport', area: 'data', access: 'marketer',
    summary: 'Starts an import, or a dry run that counts and writes nothing. Bad rows are kept apart, good ones are taken; the same file twice changes nothing.',
    shapes: { body: z.object({ file: Sha256, plan: ImportPlan, dryRun: z.boolean().default(false) }), response: Import },
    handle: async (call) => {
      const file = await findUpload(call, call.body.file);
      checkPlan(call.body.plan.kind, call.body.plan.columns, await openTable(file, call.body.plan.read), call.language);
      const id = await createImport(call, file, call.body.plan, { dryRun: call.body.dryRun, actor: call.actor.name });
      if (!call.body.dryRun) await audit(call, call.actor, 'import.started', String(id), { file: file.name, kind: call.body.plan.kind });
      await work(call, id);
      return shown(await findImport(call, id), call.language);
    },
  }),
  route({
    method: 'GET', path: '/imports', operation: 'listImports', area: 'data', access: 'viewer', summary: 'Imports, newest first.',
    shapes: { query: z.object({ before: z.coerce.number().int().optional(), limit: z.coerce.number().int().min(1).max(100).default(30) }), response: z.object({ imports: z.array(Import), next: z.number().int().nullable() }) },
    handle: async ({ tools, workspace, query, language }) => {
      const rows = await listImports(tools.database, workspace.id, query.before ?? Number.MAX_SAFE_INTEGER, query.limit + 1);
      const page = rows.slice(0, query.limit);
      return { imports: page.map((row) => shown(row, language)), next: rows.length > query.limit ? page.at(-1)!.id : null };
    },
  }),
  route({
    method: 'GET', path: '/imports/:id', operation: 'getImport', area: 'data', access: 'viewer', summary: 'One import as it stands: its counts always add up, read = new + same + bad.',
    shapes: { params: Id, response: Import },
    handle: async (call) => shown(await findImport(call, call.params.id), call.language),
  }),
  route({
    method: 'POST', path: '/imports/:id/stop', operation: 'stopImport', area: 'data', access: 'marketer', summary: 'Stops an import after the part it is writing; what is written stays.',
    shapes: { params: Id, response: Import },
    handle: async (call) => {
      await findImport(call, call.params.id);
      if (!await stopImport(call.tools.database, call.workspace.id, call.params.id)) throw new Fault('imports.not-running');
      await audit(call, call.actor, 'import.stopped', String(call.params.id));
      return shown(await findImport(call, call.params.id), call.language);
    },
  }),
  route({
    method: 'POST', path: '/imports/:id/resume', operation: 'resumeImport', area: 'data', access: 'marketer', summary: 'Goes on exactly where a stopped or failed import ended.',
    shapes: { params: Id, response: Import },
    handle: async (call) => {
      const { state } = await findImport(call, call.params.id);
      if (!await resumeImport(call.tools.database, call.workspace.id, call.params.id)) throw new Fault('imports.not-stopped', { state });
      await work(call, call.params.id);
      return shown(await findImport(call, call.params.id), call.language);
    },
  }),
  route({
    method: 'GET', path: '/imports/:id/bad-rows.csv', operation: 'downloadBadRows', area: 'data', access: 'viewer', raw: { contentType: 'text/csv; charset=utf-8' },
    summary: 'The rows that were not taken: row, field, value and reason in the reader\'s language.',
    shapes: { params: Id, response: z.unknown() },
    handle: async (call) => {
      const { file_name: name, kind } = await findImport(call, call.params.id);
      const safe = name.replace(/\.[A-Za-z0-9.]+$/, '').replace(/[^\w\u3400-\u9fff.-]+/g, '-');
      call.reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${safe}-bad-rows.csv`)}`);
      return call.reply.send(badRowsCsv(call, call.params.id, DECLARATIONS[kind], call.language));
    },
  }),
  route({
    method: 'GET', path: '/data-quality', operation: 'listDataQuality', area: 'data', access: 'viewer', summary: 'What is odd about the data that came in, counted, with examples; and the orders that no sum of money has, for want of a rate.',
    shapes: { response: z.object({ findings: z.array(Finding), leftOut: z.array(LeftOut) }) },
    handle: async (call) => {
      const { tools, workspace, language } = call;
      const rows = await readFindings(tools.database, workspace.id);
      return {
        leftOut: await readLeftOut(call),
        findings: rows.filter((row): row is typeof row & { code: FindingCode } => row.code in FINDINGS).map(({ code, subject, count, detail, at }) => ({
          code, name: FINDINGS[code].names[language], means: FINDINGS[code].means[language], subject, count, examples: detail.examples ?? [], at: at.toISOString(),
        })),
      };
    },
  }),
];

export const routes: AnyRoute[] = [...uploadRoutes, ...importRoutes];
