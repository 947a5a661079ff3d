// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { ChannelCard } from './contract.ts';

export const channelCards: readonly ChannelCard[] = [];

export type ChannelId = never;
