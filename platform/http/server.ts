import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { Fault } from '../errors/fault.ts';
import type { Log } from '../log/log.ts';
import { answerError } from './errors.ts';

/** The server before any route: limits, headers, errors, and the API's description. */
export async function openServer(log: Log, version: string): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: 'loopback',
    bodyLimit: 1_048_576,
    requestIdHeader: 'x-request-id',
    routerOptions: { maxParamLength: 500 },
    // Waiting clients with open keep-alive connections must not hold up a stop.
    forceCloseConnections: 'idle',
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((request) => { throw new Fault('request.unknown-route', { path: request.url.split('?')[0]! }); });
  app.addHook('onResponse', async (request, reply) => {
    if (request.url.startsWith('/v1/')) return; // events come in thousands a second
    request.log.info({ method: request.method, path: request.routeOptions.url ?? request.url.split('?')[0], status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
  });
  await app.register(helmet, { global: true, contentSecurityPolicy: { directives: POLICY }, crossOriginResourcePolicy: { policy: 'cross-origin' }, strictTransportSecurity: false });
  await app.register(multipart, { limits: { fileSize: 2 * 1024 ** 3, files: 1, fields: 20 } });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Tributary', version, description: 'Everything a person can do in the browser, a program can do here. Choose a workspace with the header x-workspace; an API key belongs to one.' },
      components: { securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'tributary.session_token' },
        key: { type: 'http', scheme: 'bearer' },
      } },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, () => app.swagger());
  return app;
}

/** Only our own scripts; styles may be inline, since charts and e-mail previews set them. */
const POLICY = {
  defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], imgSrc: ["'self'", 'data:', 'blob:', 'https:', 'http:'],
  connectSrc: ["'self'"], fontSrc: ["'self'", 'data:'], frameSrc: ["'self'", 'blob:', 'data:'], objectSrc: ["'none'"], baseUri: ["'self'"], formAction: ["'self'"],
  frameAncestors: ["'self'"], upgradeInsecureRequests: null,
};
