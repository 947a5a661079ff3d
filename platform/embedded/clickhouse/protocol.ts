/** What the application and the process of the event store say to each other. */
export interface StartOrder {
  kind: 'start';
  folder: string;
  /** 0: any free one. */
  port: number;
  user: string;
  password: string;
  /** Made when it is not there. */
  database: string;
  memoryMb: number;
  /** Settings that every query begins with. */
  defaults: Record<string, string>;
}

export type ToChild = StartOrder | { kind: 'stop' };

export type FromChild =
  | { kind: 'ready'; port: number; version: string }
  | { kind: 'failed'; code: string | null; message: string };
