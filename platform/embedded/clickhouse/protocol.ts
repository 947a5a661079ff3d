/** What the application and the process of the event store say to each other. */
export type ToChild =
  | { kind: 'start'; folder: string; port: number; user: string; password: string; memoryMb: number; defaults: Record<string, string> }
  | { kind: 'stop' };

export type FromChild =
  | { kind: 'ready'; port: number; version: string }
  | { kind: 'failed'; code: string | null; message: string };
