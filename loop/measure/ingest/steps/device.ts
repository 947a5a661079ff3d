import Bowser from 'bowser';
import { agentOf } from '../agent.ts';
import { memo } from '../memo.ts';
import { ok, type Step } from './contract.ts';

interface Device { device: string; browser: string; system: string }

/** Browsers inside Chinese apps, which the library takes for WeChat, UC or plain Chrome. The first that fits counts. */
const APPS: readonly (readonly [RegExp, string])[] = [
  [/wxwork/i, 'WeCom'],
  [/MicroMessenger/i, 'WeChat'],
  [/DingTalk/i, 'DingTalk'],
  [/aweme|NewsArticle/i, 'Douyin'],
  [/discover\/|xhs/i, 'Xiaohongshu'],
  [/Feishu|Lark\//i, 'Feishu'],
  [/AlipayClient/i, 'Alipay'],
  [/Weibo/i, 'Weibo'],
];

const read = memo(5000, (userAgent): Device => {
  const parser = Bowser.getParser(userAgent.slice(0, 1000));
  const app = APPS.find(([shape]) => shape.test(userAgent))?.[1];
  return { device: parser.getPlatformType(true), browser: app ?? parser.getBrowserName(), system: parser.getOSName() };
});

export const device: Step = {
  id: 'device',
  does: 'Names the kind of device, the browser (or the app it is in) and the operating system.',
  run(draft) {
    const userAgent = agentOf(draft);
    if (userAgent === '') return ok(draft);
    const found = read(userAgent);
    draft.row.device = found.device;
    draft.row.browser = found.browser;
    draft.row.system = found.system;
    return ok(draft);
  },
};
