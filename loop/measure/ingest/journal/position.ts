import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { START, type Position } from './segments.ts';

const Saved = z.object({ segment: z.number().int().min(0), offset: z.number().int().min(0) });

const fileOf = (folder: string): string => join(folder, 'drained.json');

/**
 * Up to where the store has everything. Not synced to the disk: should a power failure bring back an older position, the
 * records after it are drained again, and an event that is there already counts once.
 */
export function readPosition(folder: string): Position {
  let text: string;
  try {
    text = readFileSync(fileOf(folder), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return START;
    throw error;
  }
  const saved = Saved.safeParse(parse(text));
  return saved.success ? saved.data : START;
}

export function savePosition(folder: string, position: Position): void {
  const fresh = `${fileOf(folder)}.new`;
  writeFileSync(fresh, JSON.stringify({ segment: position.segment, offset: position.offset }));
  renameSync(fresh, fileOf(folder));
}

/** A file that a power failure left empty or cut says nothing, which means: drain again from the oldest segment. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
