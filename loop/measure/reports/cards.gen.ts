// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { Report } from './contract.ts';
import { report as cohorts } from './cohorts/report.ts';
import { report as newAndReturning } from './new-and-returning/report.ts';
import { report as revenueByCountry } from './revenue-by-country/report.ts';
import { report as revenueByMonth } from './revenue-by-month/report.ts';
import { report as revenueByProduct } from './revenue-by-product/report.ts';
import { report as revenueComposition } from './revenue-composition/report.ts';
import { report as rfmGroups } from './rfm-groups/report.ts';

export const reportCards: readonly Report[] = [
  cohorts,
  newAndReturning,
  revenueByCountry,
  revenueByMonth,
  revenueByProduct,
  revenueComposition,
  rfmGroups,
];

export type ReportId =
  | 'cohorts'
  | 'new-and-returning'
  | 'revenue-by-country'
  | 'revenue-by-month'
  | 'revenue-by-product'
  | 'revenue-composition'
  | 'rfm-groups';
