import { randomBytes } from 'node:crypto';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { FAULTS } from '#vocabulary/faults/all.ts';
import { fieldName } from '#vocabulary/fields.ts';
import { languageOf, say, type Language } from '#vocabulary/words.ts';
import { Fault, type FaultAnswer } from '../errors/fault.ts';
import { nearest, reasonOf } from './reasons.ts';

/** One wrong field of a request: where it stands, what pages call it and why it is wrong, in the reader's language. */
export const Issue = z.object({ field: z.string(), label: z.string(), reason: z.string() });
export const ErrorAnswer = z.object({
  code: z.string(), message: z.string(), next: z.enum(['fix', 'retry', 'reconnect', 'ask', 'none']),
  values: z.record(z.string(), z.union([z.string(), z.number()])), issues: z.array(Issue).optional(),
}).meta({ id: 'Error' });

export function readerOf(request: FastifyRequest): Language {
  return languageOf(request.headers['accept-language']);
}

/** Turns whatever was thrown into the one shape of an error answer; what was not foreseen is logged under a number. */
export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): void {
  const language = readerOf(request);
  const { status, body } = explain(error, language, request);
  if (status === 429 || status === 503) void reply.header('retry-after', String(body.values['seconds'] ?? 1));
  void reply.status(status).type('application/json').send(body);
}

function explain(error: FastifyError | Error, language: Language, request: FastifyRequest): { status: number; body: FaultAnswer & { issues?: z.infer<typeof Issue>[] } } {
  if (error instanceof Fault) {
    if (error.status >= 500) request.log.error({ err: error }, error.message);
    return { status: error.status, body: error.answer(language) };
  }
  if (error instanceof z.ZodError) return { status: 400, body: explainShape(error, language) };
  const code = 'code' in error ? error.code : undefined;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE') return of(new Fault('request.too-large', { limit: '1 MB' }), language);
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === 429) return of(new Fault('access.too-many', { seconds: 60 }), language);
  if (status && status >= 400 && status < 500) return of(new Fault('request.invalid', { field: 'request', reason: error.message }), language);
  const reference = randomBytes(4).toString('hex');
  request.log.error({ err: error, reference }, 'unforeseen');
  return of(new Fault('internal', { reference }), language);
}

const of = (fault: Fault, language: Language): { status: number; body: FaultAnswer } => ({ status: fault.status, body: fault.answer(language) });

function explainShape(error: z.ZodError, language: Language): FaultAnswer & { issues: z.infer<typeof Issue>[] } {
  const issues = error.issues.map((given) => {
    const issue = nearest(given);
    const field = issue.path.join('.') || 'body';
    return { field, label: fieldName(field, language), reason: reasonOf(issue, language) };
  });
  const { field, label, reason } = issues[0] ?? { field: 'body', label: fieldName('body', language), reason: '' };
  return { code: 'request.invalid', message: say(FAULTS['request.invalid'].says, language, { field: label, reason }), next: 'fix', values: { field, reason }, issues };
}
