// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { Metric } from './contract.ts';
import { metric as averageOrderValue } from './average-order-value.ts';
import { metric as buyers } from './buyers.ts';
import { metric as messagesClicked } from './messages-clicked.ts';
import { metric as messagesSent } from './messages-sent.ts';
import { metric as netRevenue } from './net-revenue.ts';
import { metric as orders } from './orders.ts';
import { metric as pageViews } from './page-views.ts';
import { metric as repeatRevenue } from './repeat-revenue.ts';
import { metric as returnShare } from './return-share.ts';
import { metric as visitors } from './visitors.ts';

export const metrics: readonly Metric[] = [
  averageOrderValue,
  buyers,
  messagesClicked,
  messagesSent,
  netRevenue,
  orders,
  pageViews,
  repeatRevenue,
  returnShare,
  visitors,
];

export type MetricId =
  | 'average-order-value'
  | 'buyers'
  | 'messages-clicked'
  | 'messages-sent'
  | 'net-revenue'
  | 'orders'
  | 'page-views'
  | 'repeat-revenue'
  | 'return-share'
  | 'visitors';
