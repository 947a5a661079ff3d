import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ZodType, z } from 'zod';
import type { Role } from '#vocabulary/roles.ts';
import type { Language } from '#vocabulary/words.ts';
import type { Room, Tools } from '../tools/tools.ts';

/** Who may call: anybody; anybody signed in, whatever the workspace; or at least this role in the workspace. */
export type Access = 'public' | 'signed-in' | Role;

export interface Actor { id: string; name: string; role: Role; by: 'session' | 'key' }

interface Shapes { params?: ZodType; query?: ZodType; body?: ZodType; response: ZodType }
type Out<S, K extends keyof Shapes> = S extends { [P in K]: infer Z } ? (Z extends ZodType ? z.infer<Z> : undefined) : undefined;

export interface Call<S extends Shapes = Shapes> {
  params: Out<S, 'params'>;
  query: Out<S, 'query'>;
  body: Out<S, 'body'>;
  language: Language;
  tools: Tools;
  request: FastifyRequest;
  reply: FastifyReply;
}
export interface RoomCall<S extends Shapes = Shapes> extends Call<S>, Room { actor: Actor }
export interface SignedInCall<S extends Shapes = Shapes> extends Call<S> { user: { id: string; name: string; email: string } }

type CallFor<A extends Access, S extends Shapes> = A extends 'public' ? Call<S> : A extends 'signed-in' ? SignedInCall<S> : RoomCall<S>;

/**
 * A route of the JSON API. The shapes validate and describe alike; paths begin below `/api/v1`, parameters as `/segments/:id`.
 * `raw` answers are written by the handler itself (downloads, progress streams) and are described by their content type.
 */
export interface Route<A extends Access = Access, S extends Shapes = Shapes> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** Names the function of the typed client, as `listSegments`. */
  operation: string;
  summary: string;
  area: 'customers' | 'understand' | 'plan' | 'engage' | 'measure' | 'adjust' | 'workspace' | 'data';
  access: A;
  shapes: S;
  raw?: { contentType: string };
  /** Largest body in bytes; 1 MB when absent. Uploads set `upload` and read `request.file()` themselves. */
  limit?: number;
  upload?: true;
  handle: (call: CallFor<A, S>) => Promise<Out<S, 'response'>>;
}

/** A route of any access and shapes, as the server collects them. */
export interface AnyRoute extends Omit<Route, 'handle'> { handle: (call: never) => Promise<unknown> }

/** Ties the handler's types to the shapes. */
export const route = <const A extends Access, const S extends Shapes>(declared: Route<A, S>): AnyRoute => declared;
