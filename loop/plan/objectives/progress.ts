/** How an objective stands on a day. Numbers are in the metric's unit. */
export interface Progress {
  /** 0 before the start, 1 from the due day on. */
  timeShare: number;
  actual: number | null;
  /** What the metric should have reached by now if it goes evenly from nothing to the target over the objective's days. */
  expectedByNow: number | null;
  state: 'not started' | 'ahead' | 'on plan' | 'behind' | 'reached' | 'missed' | 'unknown';
}

const DAY = 86_400_000;
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1;
export const addDays = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** Sums grow with time; shares and averages do not, and are compared as they stand. */
export interface Kind { accumulates: boolean; better: 'up' | 'down' }

/** Compares what has come with what the plan expected by this day; within 5 % counts as on plan. */
export function progressOf(plan: { target: number; startsOn: string; dueOn: string }, actual: number | null, today: string, kind: Kind): Progress {
  const total = daysBetween(plan.startsOn, plan.dueOn);
  const passed = Math.min(total, Math.max(0, daysBetween(plan.startsOn, today)));
  const timeShare = passed / total;
  if (passed === 0) return { timeShare: 0, actual: null, expectedByNow: null, state: 'not started' };
  if (actual === null) return { timeShare, actual, expectedByNow: null, state: 'unknown' };
  const expectedByNow = kind.accumulates ? plan.target * timeShare : plan.target;
  const over = today > plan.dueOn;
  return { timeShare, actual, expectedByNow, state: judge(actual, expectedByNow, plan.target, over, kind) };
}

function judge(actual: number, expected: number, target: number, over: boolean, { accumulates, better }: Kind): Progress['state'] {
  const met = better === 'up' ? actual >= target : actual <= target;
  if (over) return met ? 'reached' : 'missed';
  if (accumulates && better === 'up' && met) return 'reached';
  const ratio = expected === 0 ? 1 : actual / expected;
  const lead = better === 'up' ? ratio - 1 : 1 - ratio;
  return lead > 0.05 ? 'ahead' : lead < -0.05 ? 'behind' : 'on plan';
}

/**
 * Whether a target lies outside what the company has done before: the largest change between neighbouring periods of the
 * same length, as far back as the data go. `null` when there are not two such periods.
 */
export function reachOf(history: readonly number[], baseline: number, target: number): { largestChange: number; wantedChange: number; outOfReach: boolean } | null {
  const changes = history.slice(1).map((value, i) => {
    const before = history[i] ?? 0;
    return before === 0 ? NaN : value / before - 1;
  }).filter(Number.isFinite);
  if (changes.length === 0 || baseline === 0) return null;
  const wantedChange = target / baseline - 1;
  const largestChange = wantedChange >= 0 ? Math.max(...changes) : Math.min(...changes);
  return { largestChange, wantedChange, outOfReach: wantedChange >= 0 ? wantedChange > largestChange : wantedChange < largestChange };
}

