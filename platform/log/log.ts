import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Structured lines (JSON) on standard error, so that standard output stays for people and programs. */
export const openLog = (level: string): Log =>
  pino({ level, base: null, redact: ['req.headers.authorization', 'req.headers.cookie', 'password', 'secret', '*.password'] }, pino.destination({ fd: 2, sync: false }));
