import { client } from '#client/gen/client.gen.ts';
import { BASE, houseFetch } from './api.ts';

/** The typed client as this application uses it: language, workspace and session go along, refusals are thrown as ApiFault. */
client.setConfig({ baseUrl: BASE.replace('/api/v1', ''), fetch: houseFetch });

/** The data of a call of the typed client: `await told(listCampaigns())`. */
export async function told<T>(call: Promise<{ data?: T | undefined; error?: unknown }>): Promise<T> {
  const { data, error } = await call;
  if (data === undefined) throw error instanceof Error ? error : new Error('the answer was empty');
  return data;
}
