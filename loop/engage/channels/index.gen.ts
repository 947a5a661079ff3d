// Made by `npm run generate`; do not edit. A member is listed by being there.
import type { Channel } from './contract.ts';
import { channel as email } from './email/channel.ts';

export const channels: readonly Channel[] = [
  email,
];
