import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { IdentifyItem } from '#customers/identity/said.ts';
import { learn } from './learn.ts';

const item = (user: string): IdentifyItem => ({ workspace: 7, identities: [{ kind: 'id', value: user }], traits: {}, at: new Date(0), source: 'http' });
const refusal = (code: string): Error => Object.assign(new Error('refused'), { code });
const silent = pino({ level: 'silent' });

/** A customer base that refuses every batch with `poison` in it, as PostgreSQL refuses a statement as a whole. */
function base(code: string) {
  const known: string[] = [];
  const identify = async (items: readonly IdentifyItem[]): Promise<void> => {
    const users = items.map(({ identities }) => identities[0]!.value);
    if (users.includes('poison')) throw refusal(code);
    known.push(...users);
  };
  return { known, identify };
}

it('leaves out what the customer base refuses for what it holds, says so, and tells it everything else', async () => {
  const lines: string[] = [];
  const { known, identify } = base('22P05');
  await learn(identify, ['a', 'b', 'poison', 'c', 'd', 'poison', 'e'].map(item), pino({ level: 'error' }, { write: (line: string) => { lines.push(line); } }));
  expect(known).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(lines.map((line) => JSON.parse(line).workspace)).toEqual([7, 7]);
});

it.each(['57P01', '40P01', 'ECONNREFUSED', '53100'])('leaves out nothing where the store could not listen (%s): it is to be told again', async (code) => {
  const { known, identify } = base(code);
  await expect(learn(identify, ['a', 'poison'].map(item), silent)).rejects.toMatchObject({ code });
  expect(known).toEqual([]);
});
