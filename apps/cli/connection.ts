import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createClient, createConfig } from '#client/gen/client/index.ts';

/** The running application: by TRIBUTARY_URL and TRIBUTARY_API_KEY, else by what it left in its data folder. */
export interface Connection { client: ReturnType<typeof createClient>; url: string; headers: Record<string, string> }

export interface ConnectOptions { url?: string; key?: string; data?: string; workspace?: string }

/** What the command line says when it cannot go on: a sentence on standard error, exit code 1. */
export class Trouble extends Error {
  /** Of a refusal by the application. */
  readonly code?: string;
  constructor(message: string, { code, ...options }: ErrorOptions & { code?: string } = {}) {
    super(message, options);
    if (code !== undefined) this.code = code;
  }
}

export function connect(options: ConnectOptions, environment: NodeJS.ProcessEnv): Connection {
  const url = options.url ?? environment['TRIBUTARY_URL'];
  const key = options.key ?? environment['TRIBUTARY_API_KEY'];
  const place = url && key ? { url, token: key } : fromFolder(resolve(options.data ?? environment['TRIBUTARY_DATA'] ?? '.tributary'), url, key);
  const workspace = options.workspace ?? environment['TRIBUTARY_WORKSPACE'];
  const headers: Record<string, string> = { authorization: `Bearer ${place.token}`, 'accept-language': environment['LANG']?.replace('_', '-').split('.')[0] ?? 'en', ...(workspace ? { 'x-workspace': workspace } : {}) };
  return { client: createClient(createConfig({ baseUrl: place.url, headers })), url: place.url, headers };
}

function fromFolder(folder: string, url: string | undefined, key: string | undefined): { url: string; token: string } {
  try {
    const left = JSON.parse(readFileSync(join(folder, 'operator.json'), 'utf8')) as { url: string; token: string };
    return { url: url ?? left.url, token: key ?? left.token };
  } catch (error) {
    throw new Trouble(`No application runs on the data folder ${folder}. Start it with "npm start", name the folder with --data, or set TRIBUTARY_URL and TRIBUTARY_API_KEY.`, { cause: error });
  }
}

interface Answer<T> { data?: T | undefined; error?: unknown; response?: Response | undefined }

/** The data of an answer; a refusal becomes its sentence. */
export async function ask<T>(asked: Promise<Answer<T>>): Promise<T> {
  const answer = await asked.catch((error: unknown) => {
    throw new Trouble(`The application does not answer. Is it running? (${error instanceof Error ? error.message : String(error)})`, { cause: error });
  });
  if (answer.data !== undefined) return answer.data;
  const { error } = answer;
  if (typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string') throw new Trouble(error.message, 'code' in error && typeof error.code === 'string' ? { code: error.code } : {});
  throw new Trouble(`The application answered ${answer.response?.status ?? 'nothing'}.`);
}
