import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '#platform/clock/clock.ts';
import { Fault } from '#platform/errors/fault.ts';
import { languageOf } from '#vocabulary/words.ts';
import type { Entry } from '../journal/frame.ts';
import { LIMITS, check, sized, tooLarge, unpacked } from './body.ts';
import { CALLS, SEGMENT_REQUEST, type Call } from './calls.ts';
import type { WriteKey } from './queries.ts';

export interface SegmentOptions {
  /** Resolves when the entry is on disk. `events`: how many messages it holds. */
  append: (entry: Entry, events: number) => Promise<void>;
  writeKeys: { find(key: string): Promise<WriteKey | null> };
  clock: Clock;
}

const SUCCESS = '{"success":true}';
/** The browser library names calls by their first letter. */
const PATHS: Readonly<Record<Call, readonly string[]>> = {
  batch: ['/v1/batch', '/v1/b', '/v1/import'], identify: ['/v1/identify', '/v1/i'], track: ['/v1/track', '/v1/t'], page: ['/v1/page', '/v1/p'],
  screen: ['/v1/screen', '/v1/s'], group: ['/v1/group', '/v1/g'], alias: ['/v1/alias', '/v1/a'],
};
const AGENT_MOST = 500;
/** Any site may send, without cookies; and its pages may load the settings. */
const ANY_SITE = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after', 'cross-origin-resource-policy': 'cross-origin' };

/**
 * The Segment HTTP API (Segment, "HTTP API Source"): client libraries send here unchanged. An answer of 200 means that the
 * events are on disk. Register it with `app.register(segmentRoutes, options)`: its parser and its headers are its own.
 */
export async function segmentRoutes(app: FastifyInstance, options: SegmentOptions): Promise<void> {
  // Browsers send JSON as text/plain, since that needs no permission to be asked (Fetch standard, "CORS-safelisted request-header").
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LIMITS.batch + 1 }, (_request, body, done) => done(null, body));
  // Thousands of requests a second come through here: without a promise where there is nothing to wait for.
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(ANY_SITE);
    done();
  });
  app.setErrorHandler(answerError);
  for (const call of CALLS) {
    for (const url of PATHS[call]) {
      app.route({ method: 'POST', url, logLevel: 'warn', schema: { hide: true }, handler: (request, reply) => take(request, reply, call, options) });
    }
  }
  app.route({ method: 'OPTIONS', url: '/v1/*', schema: { hide: true }, handler: permit });
  app.route({ method: 'POST', url: '/v1/m', logLevel: 'warn', schema: { hide: true }, handler: async (_request, reply) => reply.type('application/json').send(SUCCESS) });
  app.route<{ Params: { key: string } }>({
    method: 'GET', url: '/v1/projects/:key/settings', schema: { hide: true },
    handler: async (request) => {
      await owner(request.params.key, options);
      return settings(request, request.params.key);
    },
  });
}

async function take(request: FastifyRequest, reply: FastifyReply, call: Call, options: SegmentOptions): Promise<FastifyReply> {
  const received = options.clock.now().getTime();
  const encoding = request.headers['content-encoding'];
  const body = encoding === undefined ? sized(bodyOf(request), call) : await unpacked(bodyOf(request), encoding, call);
  const { events, writeKey } = check(body, call);
  const { workspace, currency } = await owner(basicUser(request.headers.authorization) ?? writeKey, options);
  const about = JSON.stringify({ agent: (request.headers['user-agent'] ?? '').slice(0, AGENT_MOST), currency });
  await options.append({ format: SEGMENT_REQUEST, call: CALLS.indexOf(call), workspace, received, about, body }, events);
  return reply.header('content-type', 'application/json; charset=utf-8').send(SUCCESS);
}

async function owner(key: string | null, { writeKeys }: SegmentOptions): Promise<WriteKey> {
  const found = key === null ? null : await writeKeys.find(key);
  if (!found) throw new Fault('access.write-key');
  return found;
}

const bodyOf = (request: FastifyRequest): Buffer => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));

/** The key is the user's name, the password empty (RFC 7617). Null where the header is absent or not of that kind. */
function basicUser(header: string | undefined): string | null {
  const coded = /^Basic\s+([\w+/=-]+)$/i.exec(header ?? '')?.[1];
  const user = coded === undefined ? '' : Buffer.from(coded, 'base64').toString('utf8').split(':', 1)[0]!;
  return user === '' ? null : user;
}

async function permit(_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return reply.code(204).header('access-control-allow-methods', 'POST, GET, OPTIONS').header('access-control-max-age', '86400')
    .header('access-control-allow-headers', 'authorization, content-type, content-encoding, x-retry-count').send();
}

/** What the browser library loads at first: that it is to send to this host, and has no other destinations. */
function settings(request: FastifyRequest, key: string): object {
  return {
    integrations: { 'Segment.io': { apiKey: key, apiHost: `${request.host}/v1`, protocol: request.protocol, unbundledIntegrations: [], addBundledMetadata: true, versionSettings: { version: '4.4.7', componentTypes: ['browser'] } } },
    plan: { track: { __default: { enabled: true, integrations: {} } }, identify: { __default: { enabled: true } }, group: { __default: { enabled: true } } },
    edgeFunction: {}, analyticsNextEnabled: true, middlewareSettings: {}, enabledMiddleware: {}, metrics: { sampleRate: 0 }, legacyVideoPluginsEnabled: false, remotePlugins: [],
  };
}

/** As Segment answers errors: 400 for what cannot be mended by sending again, with `success: false`. */
async function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const fault = faultOf(error, request);
  if (fault.code === 'internal') request.log.error({ err: error, reference: request.id }, 'A request to the event API failed.');
  if (fault.status === 429) reply.header('retry-after', String(fault.values.seconds ?? 1));
  return reply.code(fault.status).type('application/json; charset=utf-8').send(JSON.stringify({ success: false, ...fault.answer(languageOf(request.headers['accept-language'])) }));
}

function faultOf(error: unknown, request: FastifyRequest): Fault {
  if (error instanceof Fault) return error;
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge('batch');
  if (code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH' || code === 'ECONNRESET' || code === 'FST_ERR_CTP_EMPTY_JSON_BODY') return new Fault('ingest.malformed', { reason: 'it ended before its announced length' });
  return new Fault('internal', { reference: request.id }, { cause: error });
}
