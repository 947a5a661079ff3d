import { addressOf, pageFact } from '../address.ts';
import { CLICK_IDS, MARKED } from '../channels/click-ids.ts';
import { originOf, type Origin } from '../channels/referrers.ts';
import { memo } from '../memo.ts';
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
/** What the query of a link says; null where it says nothing. */
interface Link { source: string | null; medium: string | null; campaign: string | null; click: Origin | null }

const NOTHING: Marks = { source: '', medium: '', campaign: '', click: null };
const UNMARKED: Link = { source: null, medium: null, campaign: null, click: null };
const linkOf = memo(20_000, (query): Link => {
  if (!MARKED.test(query)) return UNMARKED;
  const link = new URLSearchParams(query);
  return { source: link.get('utm_source'), medium: link.get('utm_medium'), campaign: link.get('utm_campaign'), click: clickOf(link) };
});

/** What the link says goes before `context.campaign`, which some libraries carry on from an earlier page. */
function marksOf({ incoming }: Draft): Marks {
  const search = pageFact(incoming, 'search');
  const url = search === '' ? pageFact(incoming, 'url') : '';
  const link = linkOf(url.includes('?') ? addressOf(url).query : search);
  const { campaign: said } = incoming.context;
  if (link === UNMARKED && said === undefined) return NOTHING;
  const mark = (own: string | null, name: string): string => {
    const value: unknown = own ?? (typeof said === 'object' && said !== null && name in said ? Reflect.get(said, name) : undefined);
    return typeof value === 'string' ? value.trim() : '';
  };
  return { source: mark(link.source, 'source').toLowerCase(), medium: mark(link.medium, 'medium').toLowerCase(), campaign: mark(link.campaign, 'name'), click: link.click };
}

function clickOf(link: URLSearchParams): Origin | null {
  for (const name of link.keys()) {
    const origin = CLICK_IDS.get(name);
    if (origin) return origin;
  }
  return null;
}
