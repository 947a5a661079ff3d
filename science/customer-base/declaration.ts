/** Columns and options that the cards of purchase-history models share. */
import type { Answer, Column, Option } from '../models/contract.ts';

export const CUSTOMER: Column = { name: 'customer', kind: 'text', means: 'who the row is about', optional: true };

export const HISTORY: Column[] = [
  CUSTOMER,
  { name: 'frequency', kind: 'count', means: 'repeat purchases: purchases after the first, several on one day counted once' },
  { name: 'recency', kind: 'number', means: 'time from the first purchase to the last one; 0 for a customer without repeat purchases', unit: 'any unit of time, the same throughout (weeks, say)' },
  { name: 'age', kind: 'number', means: 'time from the first purchase to the end of the observation', unit: 'the same unit as recency' },
];

export const COVARIATES: Column = {
  name: 'covariate_', kind: 'number', optional: true, repeated: true,
  means: 'anything known of the customer that does not change with time, as numbers (0 or 1 for yes and no); each such column gets its influence on buying and on leaving estimated',
};

export const FORECAST: Option[] = [
  { name: 'horizon', means: 'length of the window to forecast, in the unit of time of the columns', kind: 'number', default: 52, min: 1e-9 },
  { name: 'from', means: 'when the window begins, counted from the end of the observation', kind: 'number', default: 0, min: 0 },
  { name: 'level', means: 'probability that an interval should cover', kind: 'number', default: 0.9, min: 0.5, max: 0.999 },
  { name: 'counts', means: 'at prediction: the chance of each number of purchases in the window, from none to this many', kind: 'count', default: null, min: 0, max: 200 },
];

/** Simulation settings: parameters with these defaults, customers observed for ages spread evenly over a range. */
export function simulation(parameters: Record<string, [number, string]>, ages: [number, number] = [27, 39]): Option[] {
  return [
    { name: 'customers', means: 'customers to simulate', kind: 'count', default: 2000, min: 0 },
    ...Object.entries(parameters).map(([name, [value, means]]): Option => ({ name, means, kind: 'number', default: value, min: 1e-6 })),
    { name: 'ageLeast', means: 'shortest time observed', kind: 'number', default: ages[0], min: 1e-9 },
    { name: 'ageMost', means: 'longest time observed', kind: 'number', default: ages[1], min: 1e-9 },
  ];
}

export const HISTORY_DECLINES = [
  'a column is missing, not a number or of the wrong length',
  'a frequency is not a whole number, a recency lies beyond the age, or an age is not positive',
  'fewer than 20 customers bought again',
  'a covariate is the same for every customer',
  'the window to forecast ends more than 100 times as far ahead as any customer was observed',
];

/** Answers go with the rows asked, in their order. */
export const CUSTOMER_ANSWER: Answer = { name: 'customer', kind: 'text', means: 'who the row is about, as given', when: 'the column is given' };

/** Of an expectation: the count or amount that will be seen scatters further. */
export const UNCERTAIN_PARAMETERS = 'where the figure lies at the level asked, given how well the parameters are known; what a single customer does scatters further';

/** `alive` says when a customer counts as active. */
export const forecastAnswers = (alive: string): Answer[] => [
  CUSTOMER_ANSWER,
  { name: 'alive', kind: 'number', means: `chance that the customer is still active ${alive}`, min: 0, max: 1, interval: UNCERTAIN_PARAMETERS },
  { name: 'purchases', kind: 'number', means: 'expected number of purchases in the window', min: 0, interval: UNCERTAIN_PARAMETERS },
  { name: 'any_purchase', kind: 'number', means: 'chance of one purchase or more in the window', min: 0, max: 1, interval: UNCERTAIN_PARAMETERS, when: 'the window begins at the end of the observation (from = 0)' },
  { name: 'next_purchase', kind: 'number', means: 'time by which half of all customers with this history, if still active and staying, have bought again, counted from the end of the observation', unit: 'the unit of time of the columns', min: 0, interval: UNCERTAIN_PARAMETERS },
  { name: 'chance_of_', kind: 'number', means: 'chance of exactly so many purchases in the window, one column each from chance_of_0, and of more in chance_of_more; all of a customer add up to 1', min: 0, max: 1, repeated: true, when: 'the option counts is given' },
];
