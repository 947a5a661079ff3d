import type { Origin } from './referrers.ts';

const paid = (source: string, medium = 'cpc'): Origin => ({ source, medium });

/** Parameters that advertisers' systems put on their links, and whose they are. fbclid also marks unpaid links, so it says no more than `social`. */
export const CLICK_IDS: ReadonlyMap<string, Origin> = new Map([
  ['gclid', paid('google')], ['gbraid', paid('google')], ['wbraid', paid('google')], ['dclid', paid('google', 'display')],
  ['msclkid', paid('bing')], ['yclid', paid('yandex')], ['bd_vid', paid('baidu')], ['qhclickid', paid('360search')],
  ['fbclid', paid('facebook', 'social')], ['ttclid', paid('tiktok', 'paid-social')], ['twclid', paid('twitter', 'paid-social')],
  ['li_fat_id', paid('linkedin', 'paid-social')], ['epik', paid('pinterest', 'paid-social')], ['rdt_cid', paid('reddit', 'paid-social')],
  ['ScCid', paid('snapchat', 'paid-social')], ['qz_gdt', paid('tencent', 'paid-social')], ['gdt_vid', paid('tencent', 'paid-social')],
  ['irclickid', paid('impact', 'affiliate')], ['cjevent', paid('cj', 'affiliate')],
  ['mc_cid', paid('mailchimp', 'email')], ['_hsenc', paid('hubspot', 'email')], ['mkt_tok', paid('marketo', 'email')],
]);

/** Tells in one look whether a query is worth parsing. */
export const MARKED = new RegExp(`[?&](?:utm_|${[...CLICK_IDS.keys()].join('=|')}=)`);
