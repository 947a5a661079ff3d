import { isbot } from 'isbot';
import { agentOf } from '../agent.ts';
import { memo } from '../memo.ts';
import { drop, ok, type Step } from './contract.ts';

/**
 * A headless browser by itself is no crawler: kiosks, screens and tests drive one, and crawlers built on it name
 * themselves besides.
 */
const isCrawler = memo(5000, (userAgent) => isbot(userAgent.replace('HeadlessChrome', 'Chrome')));

export const bot: Step = {
  id: 'bot',
  does: 'Leaves out what crawlers do on web pages.',
  run(draft) {
    const { incoming } = draft;
    if (incoming.origin !== 'http' || (incoming.kind !== 'page' && incoming.kind !== 'track')) return ok(draft);
    const userAgent = agentOf(draft);
    return userAgent !== '' && isCrawler(userAgent) ? drop('bot') : ok(draft);
  },
};
