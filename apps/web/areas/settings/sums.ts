import type { QueryKey } from '@tanstack/react-query';

/** Everything that shows sums of money, by the beginning of what was asked. */
export const SUMS: readonly QueryKey[] = [['currencies'], ['home'], ['report'], ['customers'], ['objectives'], ['baseline'], ['campaigns'], ['segments'], ['data-quality'], ['proposals']];
