import { readFileSync, rmSync, truncateSync } from 'node:fs';
import type { Log } from '#platform/log/log.ts';
import { readFrame } from './frame.ts';
import { MAGIC, listSegments, segmentPath, type Position, type SegmentFile } from './segments.ts';

/**
 * Brings the folder into a state that can be read to its end: segments that were drained are deleted, and what a crash
 * left half-written at the end of the newest one is cut off. Nothing of such a tail was ever acknowledged.
 */
export function recover(folder: string, drained: Position, log: Log): SegmentFile[] {
  const left: SegmentFile[] = [];
  for (const file of listSegments(folder)) {
    if (file.segment < drained.segment) rmSync(segmentPath(folder, file.segment), { force: true });
    else left.push(file);
  }
  const newest = left.at(-1);
  if (!newest) return left;
  const whole = wholeBytes(readFileSync(segmentPath(folder, newest.segment)));
  if (whole === newest.bytes) return left;
  log.warn({ segment: newest.segment, cutBytes: newest.bytes - whole, keptBytes: whole }, 'The journal ended in a half-written record, which was never acknowledged; it was cut off.');
  if (whole <= MAGIC.length) {
    rmSync(segmentPath(folder, newest.segment), { force: true });
    return left.slice(0, -1);
  }
  truncateSync(segmentPath(folder, newest.segment), whole);
  return [...left.slice(0, -1), { segment: newest.segment, bytes: whole }];
}

/** How many bytes from the start hold whole records; 0 when it is no segment at all. */
function wholeBytes(bytes: Buffer): number {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return 0;
  let at: number = MAGIC.length;
  while (at < bytes.length) {
    const read = readFrame(bytes, at);
    if (read === 'short' || read === 'broken') return at;
    at = read.next;
  }
  return at;
}
