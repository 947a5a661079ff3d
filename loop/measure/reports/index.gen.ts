// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { Report } from './contract.ts';
import { report as cohortsReport } from './cohorts/report.ts';
import cohortsSql from './cohorts/query.sql';
import { report as newAndReturningReport } from './new-and-returning/report.ts';
import newAndReturningSql from './new-and-returning/query.sql';
import { report as revenueByCountryReport } from './revenue-by-country/report.ts';
import revenueByCountrySql from './revenue-by-country/query.sql';
import { report as revenueByMonthReport } from './revenue-by-month/report.ts';
import revenueByMonthSql from './revenue-by-month/query.sql';
import { report as revenueByProductReport } from './revenue-by-product/report.ts';
import revenueByProductSql from './revenue-by-product/query.sql';
import { report as revenueCompositionReport } from './revenue-composition/report.ts';
import revenueCompositionSql from './revenue-composition/query.sql';
import { report as rfmGroupsReport } from './rfm-groups/report.ts';
import rfmGroupsSql from './rfm-groups/query.sql';

export const reports: ReadonlyArray<{ report: Report; sql: string }> = [
  { report: cohortsReport, sql: cohortsSql },
  { report: newAndReturningReport, sql: newAndReturningSql },
  { report: revenueByCountryReport, sql: revenueByCountrySql },
  { report: revenueByMonthReport, sql: revenueByMonthSql },
  { report: revenueByProductReport, sql: revenueByProductSql },
  { report: revenueCompositionReport, sql: revenueCompositionSql },
  { report: rfmGroupsReport, sql: rfmGroupsSql },
];
