import type { Meaning } from './series.ts';

/** Kinds without a meaning of their own: apart from each other and from plan, better and worse, also without red and green. */
const KINDS = {
  light: ['#2f4fc6', '#7a4fa8', '#b0862a', '#4a9bd1', '#a64d79', '#5c6b8a'],
  dark: ['#8aa0ff', '#bd97e0', '#d6b05e', '#6fb8e6', '#dd8fb3', '#9fb0cf'],
};

export interface Colours {
  plan: string; actual: string; better: string; worse: string; ink: string; ink2: string; line: string; surface: string; kinds: readonly string[];
}

/** The tokens as the page has them now; the drawing library wants values, not variables. */
export function coloursOf(dark: boolean): Colours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    plan: token('plan'), actual: token('actual'), better: token('better'), worse: token('worse'), ink: token('ink'), ink2: token('ink-2'),
    line: token('line'), surface: token('surface'), kinds: dark ? KINDS.dark : KINDS.light,
  };
}

/** The colour of each series: from what it means, otherwise the next of the kinds. */
export function colourOf(means: Meaning, nth: number, colours: Colours): string {
  if (means === 'kind') return colours.kinds[nth % colours.kinds.length]!;
  return means === 'expected' ? colours.actual : colours[means];
}
