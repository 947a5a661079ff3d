import type { FastifyInstance, FastifyRequest } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Words } from '#vocabulary/words.ts';
import { isStorable } from '../postgres/storable.ts';
import type { Room, Tools } from '../tools/tools.ts';
import type { Callers } from './caller.ts';
import { ErrorAnswer, readerOf } from './errors.ts';
import type { AnyRoute, Call, RoomCall, SignedInCall } from './route.ts';

export interface ApiParts {
  tools: Tools;
  callers: Callers;
  room: (workspace: number) => Promise<Room>;
  routes: readonly AnyRoute[];
}

const UNSTORABLE: Words = {
  en: 'it holds a character that no text has (NUL, or half of one)', 'zh-Hans': '含有文本中不允许的字符（NUL 或不完整的字符）', 'zh-Hant': '含有文字中不允許的字元（NUL 或不完整的字元）',
};

/** Where a value holds what no store keeps: the names that lead there. */
function placeOf(value: unknown): (string | number)[] {
  if (typeof value !== 'object' || value === null) return [];
  const [name, inner] = Object.entries(value).find(([key, each]) => !isStorable(key) || !isStorable(each)) ?? [];
  return name === undefined || !isStorable(name) ? [] : [name, ...placeOf(inner)];
}

/** Validates with zod itself, so that the error handler gets the zod error, with the value refused, and can speak the reader's language. */
const validatorCompiler = ({ schema }: { schema: unknown }) => (data: unknown) => {
  const unstorable = isStorable(data) ? null : placeOf(data);
  if (unstorable) return { error: new z.ZodRealError([{ code: 'custom', path: unstorable, message: UNSTORABLE.en, input: data, params: { says: UNSTORABLE } }]) };
  const read = (schema as z.ZodType).safeParse(data, { reportInput: true });
  return read.success ? { value: read.data } : { error: read.error };
};

/** Registers every declared route below `/api/v1`, each behind the access that it declares. */
export async function registerApi(app: FastifyInstance, parts: ApiParts): Promise<void> {
  await app.register(async (api) => {
    api.setValidatorCompiler(validatorCompiler as never);
    api.setSerializerCompiler(serializerCompiler as never);
    for (const declared of parts.routes) register(api, declared, parts);
  }, { prefix: '/api/v1' });
}

function register(api: FastifyInstance, declared: AnyRoute, parts: ApiParts): void {
  const { shapes } = declared;
  const handle = declared.handle as (call: unknown) => Promise<unknown>;
  const security: Record<string, string[]>[] = declared.access === 'public' ? [] : declared.access === 'signed-in' ? [{ session: [] }] : [{ session: [] }, { key: [] }];
  api.route({
    method: declared.method,
    url: declared.path,
    ...(declared.limit ? { bodyLimit: declared.limit } : {}),
    schema: {
      operationId: declared.operation,
      summary: declared.summary,
      description: `Access: ${declared.access === 'public' || declared.access === 'signed-in' ? declared.access : `${declared.access} or above`}.`,
      tags: [declared.area],
      security,
      ...(declared.upload ? { consumes: ['multipart/form-data'] } : {}),
      ...(shapes.params ? { params: shapes.params } : {}),
      ...(shapes.query ? { querystring: shapes.query } : {}),
      ...(shapes.body ? { body: shapes.body } : {}),
      response: {
        200: declared.raw ? { description: 'The content itself.', content: { [declared.raw.contentType]: { schema: z.string() } } } : shapes.response,
        '4xx': ErrorAnswer, '5xx': ErrorAnswer,
      },
    },
    // Who calls is asked before the request's shape is looked at: a stranger learns nothing of the shapes.
    preValidation: async (request) => { request.call = await open(declared, request, parts); },
    handler: async (request, reply) => {
      const call = request.call as Call;
      Object.assign(call, { params: request.params, query: request.query, body: request.body, request, reply });
      const answer = await handle(call);
      return declared.raw ? reply : answer;
    },
  });
}

async function open(declared: AnyRoute, request: FastifyRequest, { tools, callers, room }: ApiParts): Promise<Partial<Call | SignedInCall | RoomCall>> {
  const base = { language: readerOf(request), tools };
  if (declared.access === 'public') return base;
  if (declared.access === 'signed-in') return { ...base, user: await callers.signedIn(request) };
  const caller = await callers.member(request, declared.access);
  return { ...base, ...(await room(caller.workspace)), actor: caller.actor };
}

declare module 'fastify' {
  interface FastifyRequest { call?: Partial<Call | SignedInCall | RoomCall> }
}
