/**
 * Makes referrers.json from Matomo's lists and ours: `node loop/measure/ingest/channels/build-referrers.mjs FOLDER`, FOLDER
 * holding SearchEngines.yml, Socials.yml and AIAssistants.yml of github.com/matomo-org/searchengine-and-social-list.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

const OWN = {
  search: { 'so.toutiao.com': 'Toutiao Search' },
  social: {
    'zhihu.com': 'Zhihu', 'xiaohongshu.com': 'Xiaohongshu', 'xhslink.com': 'Xiaohongshu', 'toutiao.com': 'Toutiao',
    'kuaishou.com': 'Kuaishou', 'm.weibo.cn': 'Weibo', 'dcard.tw': 'Dcard', 'ptt.cc': 'PTT', 'line.me': 'LINE', 'tieba.baidu.com': 'Tieba',
  },
  assistant: { 'doubao.com': 'Doubao', 'kimi.com': 'Kimi', 'kimi.moonshot.cn': 'Kimi', 'yuanbao.tencent.com': 'Yuanbao' },
};

const folder = process.argv[2] ?? '';
const read = (name) => Object.entries(load(readFileSync(join(folder, name), 'utf8')));
const hosts = (entries, urlsOf) => Object.fromEntries(entries.flatMap(([name, value]) => urlsOf(value).filter((url) => !url.includes('/')).map((url) => [url.replace(/^www\./, ''), name])));

const made = {
  attribution: 'Hosts from Matomo, github.com/matomo-org/searchengine-and-social-list, commit 3b3a82dc83cd146abe17aafe31254de1c25f7844 (2026-07-15), CC0-1.0; some added.',
  search: { ...hosts(read('SearchEngines.yml'), (parts) => parts.flatMap((part) => part.urls)), ...OWN.search },
  social: { ...hosts(read('Socials.yml'), (urls) => urls), ...OWN.social },
  assistant: { ...hosts(read('AIAssistants.yml'), (urls) => urls), ...OWN.assistant },
};
for (const host of Object.keys(OWN.social)) delete made.search[host];
writeFileSync(join(import.meta.dirname, 'referrers.json'), `${JSON.stringify(made)}\n`);
