// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { ChannelCard } from './contract.ts';
import { card as email } from './email/card.ts';

export const channelCards: readonly ChannelCard[] = [
  email,
];

export type ChannelId =
  | 'email';
