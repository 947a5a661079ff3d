import { addressOf, pageFact } from '../address.ts';
import { CLICK_IDS, MARKED } from '../channels/click-ids.ts';
import { originOf, type Origin } from '../channels/referrers.ts';
import { ok, type Draft, type Step } from './contract.ts';

const MOST = 100;

export const campaign: Step = {
  id: 'campaign',
  does: 'Says what led there: the campaign on the link, else the advertiser\'s mark, else the referring site.',
  run(draft) {
    const { row } = draft;
    const marks = marksOf(draft);
    const origin = marks.source !== '' ? marks : (marks.click ?? originOf(row.referrer));
    row.source = origin.source.slice(0, MOST);
    row.medium = (marks.medium === '' ? origin.medium : marks.medium).slice(0, MOST);
    row.campaign = marks.campaign.slice(0, MOST);
    return ok(draft);
  },
};

interface Marks { source: string; medium: string; campaign: string; click: Origin | null }

/** What the link says goes before `context.campaign`, which some libraries carry on from an earlier page. */
function marksOf({ incoming }: Draft): Marks {
  const search = pageFact(incoming, 'search');
  const url = search === '' ? pageFact(incoming, 'url') : '';
  const query = url.includes('?') ? addressOf(url).query : search;
  const link = MARKED.test(query) ? new URLSearchParams(query) : null;
  const said = incoming.context.campaign;
  const get = (name: string): string => {
    const own = link?.get(`utm_${name === 'name' ? 'campaign' : name}`);
    const value: unknown = own ?? (typeof said === 'object' && said !== null && name in said ? Reflect.get(said, name) : undefined);
    return typeof value === 'string' ? value.trim() : '';
  };
  return { source: get('source').toLowerCase(), medium: get('medium').toLowerCase(), campaign: get('name'), click: link && clickOf(link) };
}

function clickOf(link: URLSearchParams): Origin | null {
  for (const name of link.keys()) {
    const origin = CLICK_IDS.get(name);
    if (origin) return origin;
  }
  return null;
}
