import i18next from 'i18next';
import type { Next } from '#vocabulary/faults/fault.ts';
import { rememberedWorkspace } from './shell/remembered.ts';

export interface FieldIssue { field: string; reason: string }

/** A refusal as the reader is told it: the sentence is in their language, `next` says what to do. */
export class ApiFault extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly next: Next,
    readonly values: Readonly<Record<string, string | number>> = {},
    /** Every field of the request that is not right; more than one only for `request.invalid`. */
    readonly issues: readonly FieldIssue[] = [],
  ) {
    super(message);
    this.name = 'ApiFault';
  }
}

/** Whatever was thrown, as a refusal that a page can show. */
export const faultOf = (thrown: unknown): ApiFault =>
  thrown instanceof ApiFault ? thrown : new ApiFault(0, 'web.unexpected', i18next.t('shell:fault.unexpected'), 'ask');

type Query = Readonly<Record<string, string | number | boolean | null | undefined>>;
interface Asked { query?: Query; body?: unknown; signal?: AbortSignal }

export const BASE = '/api/v1';

export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

async function refusal(response: Response): Promise<ApiFault> {
  const body: unknown = await response.json().catch(() => null);
  if (isAnswer(body)) return new ApiFault(response.status, body.code, body.message, body.next ?? 'ask', body.values ?? {}, body.issues ?? []);
  return new ApiFault(response.status, 'web.no-answer', i18next.t('shell:fault.noAnswer', { status: response.status }), 'retry');
}

interface Answer { code: string; message: string; next?: Next; values?: Record<string, string | number>; issues?: FieldIssue[] }
const isAnswer = (body: unknown): body is Answer =>
  typeof body === 'object' && body !== null && 'code' in body && 'message' in body && typeof body.message === 'string';

/** `fetch` as this application does it: language and workspace go along, refusals are thrown. */
export async function houseFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(input instanceof Request ? input.headers : undefined);
  new Headers(init.headers).forEach((value, name) => headers.set(name, value));
  headers.set('accept-language', i18next.language);
  const workspace = rememberedWorkspace();
  if (workspace !== null) headers.set('x-workspace', String(workspace));
  const response = await fetch(input, { credentials: 'same-origin', ...init, headers }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiFault(0, 'web.unreachable', i18next.t('shell:fault.unreachable'), 'retry');
  });
  if (!response.ok) throw await refusal(response);
  return response;
}

async function ask<T>(method: string, path: string, { query, body, signal }: Asked = {}): Promise<T> {
  const raw = body instanceof FormData || body instanceof Blob;
  const response = await houseFetch(BASE + address(path, query), {
    method,
    ...(signal ? { signal } : {}),
    ...(body === undefined ? {} : raw ? { body } : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** The JSON API, paths below /api/v1. */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
    ask<T>('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }),
  post: <T>(path: string, body?: unknown): Promise<T> => ask<T>('POST', path, { body }),
  put: <T>(path: string, body?: unknown): Promise<T> => ask<T>('PUT', path, { body }),
  patch: <T>(path: string, body?: unknown): Promise<T> => ask<T>('PATCH', path, { body }),
  delete: <T>(path: string, body?: unknown): Promise<T> => ask<T>('DELETE', path, { body }),
};

/** better-auth answers at /api/auth with errors of its own shape: {code, message}. */
export async function auth<T>(path: string, body?: unknown): Promise<T> {
  const response = await houseFetch(`/api/auth${path}`, body === undefined ? {} : {
    method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' },
  });
  const text = await response.text();
  return (text === '' ? null : JSON.parse(text)) as T;
}
