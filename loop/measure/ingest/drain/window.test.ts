import { describe, expect, it } from 'vitest';
import { words63 } from '#customers/identity/person.ts';
import { Window } from './window.ts';

describe('the window of recent events', () => {
  it('knows exactly what a set knows, through all its growing', () => {
    const window = new Window(1_000_000);
    const known = new Set<string>();
    let wrong = 0;
    for (let i = 0; i < 60_000; i += 1) {
      const name = `e${i % 3 === 0 ? i - (i % 97) : i}`;
      if (window.seen(words63(name), i) !== known.has(name)) wrong += 1;
      known.add(name);
    }
    expect(wrong).toBe(0);
    expect(known.size).toBeLessThan(60_000);
    expect(window.since).toBe(Number.NEGATIVE_INFINITY);
  });

  it('tells ids apart that differ in one half only', () => {
    const window = new Window(100);
    for (const id of [[0, 1], [1, 0], [1, 1], [0x7fffffff, 0xffffffff], [0, 0xffffffff]] as const) expect(window.seen(id, 1)).toBe(false);
    expect(window.seen([1, 0], 1)).toBe(true);
  });

  it('knows everything since the time that it names, and never more than its bound', () => {
    const window = new Window(1000);
    for (let i = 0; i < 5250; i += 1) window.seen(words63(`e${i}`), 1000 + i);
    expect(window.since).toBeGreaterThan(1000 + 4200);
    expect(window.since).toBeLessThanOrEqual(1000 + 4750);
    for (let i = window.since - 1000; i < 5250; i += 1) expect(window.seen(words63(`e${i}`), 9999)).toBe(true);
    expect(window.seen(words63('e0'), 9999)).toBe(false);
  });
});
