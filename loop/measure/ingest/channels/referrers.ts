import { memo } from '../memo.ts';
import lists from './referrers.json' with { type: 'json' };

/** Where a visit came from: a source and a medium in the words that utm parameters use. */
export interface Origin { source: string; medium: string }

const NOWHERE: Origin = { source: '', medium: '' };
const MAIL = /^(?:web)?mail\.|^outlook\.|^email\./;

const search = new Map(Object.entries(lists.search));
const social = new Map(Object.entries(lists.social));
const assistant = new Map(Object.entries(lists.assistant));

/** The origin that a referring host stands for: search engine, social network, AI assistant, web mail, or another site. */
export const originOf = memo(20_000, (host): Origin => {
  if (host === '') return NOWHERE;
  const bare = host.replace(/^www\./, '');
  const parents = parentsOf(bare);
  const asked = first(assistant, parents);
  if (asked !== undefined) return { source: asked.toLowerCase(), medium: 'ai' };
  const shared = first(social, parents);
  if (shared !== undefined) return { source: shared.toLowerCase(), medium: 'social' };
  if (MAIL.test(bare)) return { source: bare, medium: 'email' };
  const found = first(search, patternsOf(bare));
  return found === undefined ? { source: bare, medium: 'referral' } : { source: found.toLowerCase(), medium: 'organic' };
});

function first(list: ReadonlyMap<string, string>, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const name = list.get(key);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** m.weibo.com belongs to weibo.com; the host itself comes first. */
function parentsOf(host: string): string[] {
  const labels = host.split('.');
  return labels.slice(0, Math.max(1, labels.length - 1)).map((_, i) => labels.slice(i).join('.'));
}

/** Matomo's lists write `google.{}` for every country's ending and `{}.bing.com` for every language's beginning. */
function patternsOf(host: string): string[] {
  const labels = host.replace(/^m\./, '').split('.');
  return [host, labels.join('.'), `{}.${labels.slice(1).join('.')}`, `${labels.slice(0, -1).join('.')}.{}`, `${labels.slice(0, -2).join('.')}.{}`];
}
