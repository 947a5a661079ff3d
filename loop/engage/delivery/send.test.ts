import { describe, expect, it } from 'vitest';
import { GIVE_UP_AFTER, waitFor } from './send.ts';

describe('A message that the relay puts off', () => {
  it('waits twice as long each time, never longer than four hours, and is tried for about a day', () => {
    const waits = (seconds: number): number[] => Array.from({ length: GIVE_UP_AFTER - 1 }, (_, i) => waitFor(seconds, i + 1));
    expect(waits(60).slice(0, 4)).toEqual([60, 120, 240, 480]);
    expect(Math.max(...waits(60), ...waits(600))).toBe(4 * 3600);
    for (const seconds of [60, 300, 600]) {
      const hours = waits(seconds).reduce((sum, each) => sum + each, 0) / 3600;
      expect([hours > 20, hours < 48], `${hours} hours`).toEqual([true, true]);
    }
  });
});
