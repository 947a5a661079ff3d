/**
 * What GET /home answers: facts, each as it stands on the workspace's today. The page writes the sentences, in the reader's
 * language. Money in minor units; shares from 0 to 1; null where it is not known (never nought in its place).
 */
export interface HomeAnswer {
  /** YYYY-MM-DD: the day the figures are of. */
  today: string;
  /** No customers, no orders: everything waits for data. */
  understand: {
    customers: number;
    /** Customers first seen in the last 30 days, and in the 30 days before. */
    newCustomers: Change;
    /** Customers with an order in the last 365 days. */
    active: number;
    /** Share of the revenue of the last 365 days that came from customers who had bought before. */
    repeatShare: number | null;
  };
  /** The objective whose period holds today; null when none is planned. */
  plan: null | {
    objective: string;
    to: string;
    /** The metric's unit, so that the values can be written. */
    unit: 'money' | 'count' | 'people' | 'share' | 'days';
    better: 'up' | 'down';
    day: string;
    /** By today: what was planned and what came. */
    planned: number | null;
    actual: number | null;
    /** For the whole period. */
    target: number;
  };
  engage: {
    /** Campaigns and journeys that run now, and that are planned to begin. */
    running: number;
    scheduled: number;
    /** Messages sent and people reached in the last 30 days. */
    sent: number;
    reached: number;
  };
  /** The last 30 days against the 30 days before. */
  measure: { revenue: Change; orders: Change; averageOrder: Change };
  adjust: {
    /** Proposals that wait for an answer. */
    waiting: number;
    /** The three with the largest expected gain. */
    first: readonly Proposed[];
  };
}
export interface Change { now: number | null; before: number | null }
/** A proposal: its sentence in the reader's language, its page, its expected gain with interval in minor units. */
export interface Proposed { id: string; says: string; to: string; gain: { expected: number; low: number; high: number } | null }
