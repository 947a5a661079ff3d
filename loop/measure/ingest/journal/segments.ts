import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A place in the journal: everything before it is meant. Segments are numbered from 1. */
export interface Position { segment: number; offset: number }

/** Stands at the beginning of every segment, so that no other file is taken for one. */
export const MAGIC = Buffer.from('TRIBJ001', 'latin1');

export const START: Position = { segment: 0, offset: 0 };

const NAME = /^(\d{10})\.journal$/;

export const segmentPath = (folder: string, segment: number): string => join(folder, `${String(segment).padStart(10, '0')}.journal`);

export interface SegmentFile { segment: number; bytes: number }

/** All segments of the folder, oldest first. */
export function listSegments(folder: string): SegmentFile[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const match = NAME.exec(name);
      return match ? [{ segment: Number(match[1]), bytes: statSync(join(folder, name)).size }] : [];
    })
    .sort((a, b) => a.segment - b.segment);
}

export const isBefore = (a: Position, b: Position): boolean => a.segment < b.segment || (a.segment === b.segment && a.offset < b.offset);
