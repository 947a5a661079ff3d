import { describe, expect, it } from 'vitest';
import { hasDrifted } from './memory-drift.ts';

const refused = (used: string) => ({ code: 241, message: `(total) memory limit exceeded: would use ${used} (attempt to allocate chunk of 0.00 B), current RSS: 9.21 MiB, maximum: 1.12 GiB.` });

describe('Memory that the engine thinks it uses', () => {
  it('is told from memory that the process really holds', () => {
    expect(hasDrifted(refused('1.55 GiB'), 400 * 2 ** 20)).toBe(true);
    expect(hasDrifted(refused('1.55 GiB'), 1.5 * 2 ** 30)).toBe(false);
    expect(hasDrifted(refused('700.00 MiB'), 300 * 2 ** 20)).toBe(true);
  });
  it('is no matter of one query that asks for too much, nor of other errors', () => {
    expect(hasDrifted({ code: 241, message: '(for query) memory limit exceeded: would use 1.55 GiB' }, 1)).toBe(false);
    expect(hasDrifted({ code: 60, message: refused('1.55 GiB').message }, 1)).toBe(false);
  });
});
