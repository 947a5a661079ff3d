// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { Step } from './contract.ts';
import { bot } from './bot.ts';
import { campaign } from './campaign.ts';
import { commerce } from './commerce.ts';
import { delivery } from './delivery.ts';
import { device } from './device.ts';
import { duplicate } from './duplicate.ts';
import { eventId } from './event-id.ts';
import { limits } from './limits.ts';
import { page } from './page.ts';
import { person } from './person.ts';
import { time } from './time.ts';

export const steps: readonly Step[] = [
  bot,
  campaign,
  commerce,
  delivery,
  device,
  duplicate,
  eventId,
  limits,
  page,
  person,
  time,
];

export type StepId =
  | 'bot'
  | 'campaign'
  | 'commerce'
  | 'delivery'
  | 'device'
  | 'duplicate'
  | 'event-id'
  | 'limits'
  | 'page'
  | 'person'
  | 'time';
