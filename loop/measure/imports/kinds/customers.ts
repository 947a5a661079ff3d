import type { Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';
import { foreseeIdentify, hash63, identifyIn, recordConsents, type ConsentEntry, type IdentifyItem } from '#customers/index.ts';
import { Findings } from '../findings.ts';
import type { Understood } from '../understand/rows.ts';
import type { ImportRun, OpenImporter } from './contract.ts';
import { counted, Foreseen } from './kept.ts';

type Item = Omit<IdentifyItem, 'workspace'>;
type Consent = Omit<ConsentEntry, 'customer'>;
interface Taken { item: Item; consents: readonly Consent[]; row: number; content: string; left: string | null }

const AT_ONCE = 4000;

/** Customers and, where the file says so, their consents. A row counts as new when it changed anything. */
export const openCustomers: OpenImporter = (run) => {
  const { room, understanding } = run;
  const foreseen = new Foreseen();
  return {
    pass: () => {},
    show: ({ values, others }) => ({
      ...values, since: typeof values['since'] === 'number' ? new Date(values['since']).toISOString() : null, consent_at: typeof values['consent_at'] === 'number' ? new Date(values['consent_at']).toISOString() : null,
      attributes: Object.keys(others).length === 0 ? null : JSON.stringify(others),
    }),
    part() {
      const taken: Taken[] = [];
      return {
        get rows() { return taken.length; },
        take(row, place) {
          taken.push(understood(run, row, place));
          return null;
        },
        async write(transaction) {
          const findings = new Findings();
          let fresh = 0;
          for (let start = 0; start < taken.length; start += AT_ONCE) fresh += await writeSome(transaction, run, taken.slice(start, start + AT_ONCE), findings);
          return counted(fresh, taken.length, findings);
        },
        async foresee() {
          const changes = await foreseeIdentify(room.tools.database, room.workspace.id, understanding.country, taken.map(({ item }) => item));
          return counted(taken.filter(({ item, content }, index) => foreseen.changes(keyOf(item), content, changes[index] === 'same' ? content : undefined)).length, taken.length);
        },
      };
    },
  };
};

const keyOf = (item: Item): string => hash63(item.identities.map(({ kind, value }) => `${kind}:${value}`).join('\u001f'));

async function writeSome(transaction: Kysely<DB>, { room, understanding }: ImportRun, some: readonly Taken[], findings: Findings): Promise<number> {
  const answers = await identifyIn(transaction, room.workspace.id, understanding.country, some.map(({ item }) => item));
  const entries = some.flatMap(({ consents }, index) => {
    const customer = answers[index]?.customer ?? null;
    return customer === null ? [] : consents.map((consent) => ({ index, entry: { ...consent, customer } }));
  });
  const added = await recordConsents(transaction, room.workspace.id, entries.map(({ entry }) => entry));
  some.forEach(({ left, row }, index) => { if (left !== null && answers[index]?.change !== 'same') findings.add('unreadable-contact', row, left); });
  const heard = new Set(entries.filter((_, place) => added[place]).map(({ index }) => index));
  for (const index of heard) if (some[index]!.consents.some(({ wording }) => wording === '')) findings.add('consent-without-wording', some[index]!.row, some[index]!.item.identities[0]?.value ?? '');
  return answers.filter((answer, index) => answer.change === 'created' || answer.change === 'changed' || heard.has(index)).length;
}

function understood({ options, fileName, room, import: number }: ImportRun, { values, others, left }: Understood, row: number): Taken {
  const text = (name: string): string | null => values[name] as string | null;
  const time = (name: string): number | null => values[name] as number | null;
  const identities = (['id', 'email', 'phone'] as const).flatMap((kind) => (text(kind) === null ? [] : [{ kind, value: text(kind)! }]));
  const since = time('since');
  const traits: Record<string, unknown> = { ...others };
  for (const name of ['email', 'phone', 'name', 'first_name', 'last_name', 'country', 'language']) if (text(name) !== null) traits[name] = text(name);
  if (since !== null) traits['createdAt'] = since;
  const at = time('consent_at') ?? (options.consentAt === null ? null : Date.parse(options.consentAt));
  const consents = (['email', 'sms'] as const).flatMap((channel): Consent[] => {
    const answer = text(`${channel}_consent`);
    if (answer === null) return [];
    return [{
      channel, purpose: options.purpose, state: answer === 'yes' ? 'granted' : 'withdrawn', wording: text('consent_wording') ?? options.wording, source: `import:${fileName}`,
      // Without a time of its own, a consent is as old as the customer: never newer than a withdrawal that came in since.
      at: new Date(at ?? since ?? LONG_AGO), proof: { import: number, row, file: fileName, ...(options.demonstration && { demonstration: true }) },
    }];
  });
  return { item: { identities, traits, at: room.tools.clock.now(), source: 'import' }, consents, row, left: left[0]?.value ?? null, content: hash63(JSON.stringify([identities, traits, consents.map(({ state, channel }) => [channel, state])])) };
}

/** When a file says neither since when nor when: older than anything this product has heard itself. */
const LONG_AGO = Date.UTC(2000, 0, 1);
