import { addressOf, pageFact } from '../address.ts';
import { ok, type Step } from './contract.ts';

const PATH_MOST = 500;
const TITLE_MOST = 200;
const HOST_MOST = 253; // RFC 1035, section 2.3.4, less the dots at the ends

export const page: Step = {
  id: 'page',
  does: 'Takes the page\'s host, path and title, and the host that led there from elsewhere.',
  run(draft) {
    const { incoming, row } = draft;
    const here = addressOf(pageFact(incoming, 'url'));
    row.url_host = here.host.slice(0, HOST_MOST);
    row.url_path = here.path.slice(0, PATH_MOST);
    row.title = pageFact(incoming, 'title').slice(0, TITLE_MOST);
    const from = addressOf(pageFact(incoming, 'referrer')).host.slice(0, HOST_MOST);
    row.referrer = from === '' || isSameSite(from, here.host) ? '' : from;
    const { locale } = incoming.context;
    row.language = typeof locale === 'string' ? locale.slice(0, 35) : ''; // RFC 5646, section 4.4.1
    return ok(draft);
  },
};

/** shop.example.com and example.com are one site. */
const isSameSite = (a: string, b: string): boolean => a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
