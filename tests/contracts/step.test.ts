import { describe } from 'vitest';
import type { IncomingEvent } from '#vocabulary/event.ts';
import { draftOf, PIPELINE } from '../../loop/measure/ingest/pipeline.ts';
import { DROPS, ok, type Draft, type Step, type StepResult } from '../../loop/measure/ingest/steps/contract.ts';
import { steps } from '../../loop/measure/ingest/steps/index.gen.ts';
import { hasDecided, isNamedAsItsFile, keepsItsContract, type Faults, type Rule } from './contract.ts';

const example: Step = { id: 'example', does: 'Changes nothing.', run: (draft) => ok(draft) };

const plain: IncomingEvent = {
  workspace: 1, messageId: 'm1', kind: 'track', name: 'Order Completed', anonymousId: 'v1', userId: 'u1', previousId: null, groupId: null,
  traits: { email: 'a@example.com' }, properties: { order_id: 'O1', revenue: 12.5, currency: 'EUR' },
  context: { page: { url: 'https://shop.example/?utm_source=news', referrer: 'https://search.example/', title: 'Shop' }, userAgent: 'Mozilla/5.0' },
  timestamp: '2026-03-01T12:00:00Z', sentAt: null, receivedAt: '2026-03-01T12:00:01.000Z', origin: 'http',
};

/** What visitors and careless programs send: every step meets these sooner or later. */
const HOSTILE: readonly Partial<IncomingEvent>[] = [
  {},
  { name: '', anonymousId: null, userId: null, properties: {}, context: {} },
  { name: '\u0000\u202e'.repeat(500), properties: { order_id: { $ne: 1 }, revenue: '1e999', currency: ['EUR'], total: Number.NaN } },
  { kind: 'page', context: { page: { url: 'javascript:alert(1)', referrer: 'http://[::1', title: 7 }, campaign: 'x', userAgent: 9 } },
  { kind: 'page', context: { page: { url: `https://shop.example/${'%F0'.repeat(3000)}?utm_source=%00&utm_campaign=${'a'.repeat(5000)}` } } },
  { timestamp: '+275760-09-13T00:00:00Z', sentAt: 'yesterday', context: { locale: '\uD800', page: null, device: { type: {} } } },
  { timestamp: '-000001-01-01T00:00:00Z', userId: '😀'.repeat(400), properties: JSON.parse('{"__proto__": {"a": 1}, "revenue": -0}') },
];

const drafts = (): Draft[] => HOSTILE.map((over) => draftOf(structuredClone({ ...plain, ...over }), { userAgent: 'curl/8', currency: 'EUR' }));
const nothingSeen = { seen: () => false };

/** Every result as text, or what was thrown. */
function tried(step: Step): string[] {
  return drafts().map((draft) => {
    try {
      return JSON.stringify(step.run(draft, nothingSeen));
    } catch (error) {
      return `threw ${String(error)}`;
    }
  });
}

const rules: readonly Rule<Step>[] = [
  {
    promise: 'takes whatever a visitor sends, without throwing',
    faults: (step) => tried(step).filter((result) => result.startsWith('threw')),
    broken: (step) => ({ ...step, run: (draft) => { draft.incoming.name.normalize().at(0)!.charCodeAt(0); return ok(draft); } }),
  },
  {
    promise: 'gives the same answer to the same event: no clock, no chance, no memory',
    faults: (step) => {
      const again = tried(step);
      return tried(step).flatMap((result, i) => (result === again[i] ? [] : [`event ${i}: ${result} and then ${again[i] ?? ''}`]));
    },
    broken: (step) => {
      let count = 0;
      return { ...step, run: (draft) => { draft.row.title = String(count += 1); return ok(draft); } };
    },
  },
  {
    promise: 'drops only for a reason that is counted',
    faults: (step): Faults => drafts().flatMap((draft) => {
      const result: StepResult = step.run(draft, { seen: () => true });
      return 'drop' in result && !DROPS.includes(result.drop) ? [`dropped for "${String(result.drop)}"`] : [];
    }),
    broken: (step) => ({ ...step, run: () => ({ drop: JSON.parse('"a whim"') }) }),
  },
  {
    promise: 'leaves what came in as it came, and the row with the columns of the table',
    faults: (step) => drafts().flatMap((draft) => {
      const [came, columns] = [JSON.stringify(draft.incoming), Object.keys(draft.row).join()];
      step.run(draft, nothingSeen);
      return [...(JSON.stringify(draft.incoming) === came ? [] : ['it changed what came in']), ...(Object.keys(draft.row).join() === columns ? [] : ['it changed the columns of the row'])];
    }),
    broken: (step) => ({ ...step, run: (draft) => { Object.assign(draft.row, { extra: 1 }); return ok(draft); } }),
  },
  {
    promise: 'has its place in the pipeline, once',
    faults: (step) => (step.id === 'example' || PIPELINE.filter((other) => other === step).length === 1 ? [] : ['it does not run: give it its place in loop/measure/ingest/pipeline.ts']),
    broken: (step) => ({ ...step, id: 'forgotten' }),
  },
  {
    promise: 'says in one sentence what it does',
    faults: ({ does }) => (/^[A-Z].{8,160}\.$/.test(does) ? [] : ['one sentence, with a full stop']),
    broken: (step) => ({ ...step, does: 'stuff' }),
  },
];

describe('the contract of ingest steps', () => {
  keepsItsContract<Step>({
    kind: 'step', members: steps, idOf: (step) => step.id, example,
    rules: [
      isNamedAsItsFile((step) => step.id, (step, id) => ({ ...step, id })),
      hasDecided((step) => step, (step) => ({ ...step, does: '⟨one sentence⟩' })),
      ...rules,
    ],
  });
});
