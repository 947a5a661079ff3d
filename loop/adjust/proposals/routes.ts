import { z } from 'zod';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { audit } from '#platform/workspace/audit.ts';
import type { Language } from '#vocabulary/words.ts';
import { STATES, decide, judgeAll, type ProposalRow } from './proposals.ts';

const Gain = z.object({ value: z.number(), low: z.number(), high: z.number(), level: z.number(), unit: z.enum(['money', 'orders', 'people']) });
const Shown = z.object({
  id: z.number(), advice: z.string(), name: z.string(), state: z.enum(STATES), title: z.string(), because: z.string(), gain: Gain,
  subject: z.string(), change: z.string(), madeAt: z.string(), decidedAt: z.string().nullable(), decidedBy: z.string().nullable(),
}).meta({ id: 'Proposal' });
const Id = z.object({ id: z.coerce.number().int().positive() });

const show = (row: ProposalRow, language: Language): z.infer<typeof Shown> => ({
  id: row.id, advice: row.advice, name: row.names[language], state: row.state, title: row.content.title[language], because: row.content.because[language],
  gain: row.content.gain, subject: row.content.subject, change: row.content.change.kind, madeAt: row.madeAt, decidedAt: row.decidedAt, decidedBy: row.decidedBy,
});

export const routes: AnyRoute[] = [
  route({
    method: 'GET', path: '/proposals', operation: 'listProposals', area: 'adjust', access: 'viewer',
    summary: 'What the evidence proposes to change, with the expected gain and its interval; and why some advice has nothing to say.',
    shapes: { response: z.object({ proposals: z.array(Shown), nothing: z.array(z.object({ advice: z.string(), name: z.string(), says: z.string() })) }) },
    handle: async (call) => {
      const judged = await judgeAll(call);
      return {
        proposals: judged.proposals.map((row) => show(row, call.language)),
        nothing: judged.nothing.map((each) => ({ advice: each.advice, name: each.names[call.language], says: each.says[call.language] })),
      };
    },
  }),
  ...(['accepted', 'dismissed'] as const).map((state) => route({
    method: 'POST', path: `/proposals/:id/${state === 'accepted' ? 'accept' : 'dismiss'}`, operation: state === 'accepted' ? 'acceptProposal' : 'dismissProposal', area: 'adjust', access: 'marketer',
    summary: state === 'accepted' ? 'Carries a proposal out, as a draft that is still yours to launch.' : 'Puts a proposal away; it is not made again.',
    shapes: { params: Id, response: z.object({ campaign: z.number().nullable() }) },
    handle: async (call) => {
      const made = await decide(call, call.params.id, state, call.actor.name);
      await audit(call, call.actor, `proposal.${state}`, String(call.params.id), made);
      return made;
    },
  })),
];
