import { z } from 'zod';

export const COMPARISONS = ['at least', 'at most', 'exactly', 'more than', 'less than'] as const;
export const Comparison = z.enum(COMPARISONS);
export type Comparison = z.infer<typeof Comparison>;

/** When: ever; in the last n days; not in the last n days but before; or between two days. Days count back from the workspace's today. */
export const When = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ever') }),
  z.object({ kind: z.literal('last'), days: z.number().int().min(1).max(10_000) }),
  z.object({ kind: z.literal('before'), days: z.number().int().min(1).max(10_000) }),
  z.object({ kind: z.literal('between'), from: z.iso.date(), to: z.iso.date() }),
]);
export type When = z.infer<typeof When>;

const Texts = z.array(z.string().trim().min(1).max(200)).min(1).max(500);

/** One condition on a customer. `is: false` turns it round. */
export const Condition = z.discriminatedUnion('fact', [
  z.object({ fact: z.literal('orders'), comparison: Comparison, value: z.number().int().min(0).max(1_000_000), when: When }),
  z.object({ fact: z.literal('revenue'), comparison: Comparison, value: z.number().int().min(-(2 ** 50)).max(2 ** 50), when: When }).describe('Net of returns, minor units.'),
  z.object({ fact: z.literal('bought product'), is: z.boolean(), skus: Texts, when: When }),
  z.object({ fact: z.literal('did event'), name: z.string().trim().min(1).max(200), comparison: Comparison, value: z.number().int().min(0).max(1_000_000), when: When }),
  z.object({ fact: z.literal('country'), is: z.boolean(), values: Texts }),
  z.object({ fact: z.literal('language'), is: z.boolean(), values: Texts }),
  z.object({ fact: z.literal('attribute'), name: z.string().trim().min(1).max(100), is: z.boolean(), values: Texts }),
  z.object({ fact: z.literal('address'), channel: z.enum(['email', 'phone']), is: z.boolean() }),
  z.object({ fact: z.literal('consent'), channel: z.string().min(1).max(50), purpose: z.string().min(1).max(50), is: z.boolean() }),
  z.object({ fact: z.literal('campaign'), campaign: z.number().int().positive(), did: z.enum(['was held out', 'was sent', 'opened', 'clicked']), is: z.boolean() }),
  z.object({ fact: z.literal('segment'), segment: z.number().int().positive(), is: z.boolean() }),
]);
export type Condition = z.infer<typeof Condition>;

export interface RuleGroup { match: 'all' | 'any'; rules: (Condition | RuleGroup)[] }

/** Rules: conditions joined by all or any, groups within groups. No condition at all means every customer. */
export const RuleGroup: z.ZodType<RuleGroup> = z.object({
  match: z.enum(['all', 'any']),
  get rules() { return z.array(z.union([Condition, RuleGroup])).max(50); },
}).meta({ id: 'SegmentRules' });

const DEPTH = 5;

/** How deep groups stand within groups; more than five is refused as unreadable. */
export function depthOf(group: RuleGroup): number {
  return 1 + Math.max(0, ...group.rules.map((rule) => ('match' in rule ? depthOf(rule) : 0)));
}
export const tooDeep = (group: RuleGroup): boolean => depthOf(group) > DEPTH;
