import { languageOf, say, type Language, type Words } from '#vocabulary/words.ts';

const LEAVE: Words = { en: 'Stop e-mails from {{company}}?', 'zh-Hans': '不再接收{{company}}的邮件？', 'zh-Hant': '不再接收{{company}}的郵件？' };
const LEAVE_BUTTON: Words = { en: 'Unsubscribe', 'zh-Hans': '退订', 'zh-Hant': '取消訂閱' };
const LEAVE_NOTE: Words = {
  en: 'You will get no more of these messages. Messages about orders you have placed are not affected.',
  'zh-Hans': '您将不再收到此类邮件，与您订单有关的通知不受影响。',
  'zh-Hant': '您將不再收到此類郵件，與您訂單有關的通知不受影響。',
};
const LEFT: Words = { en: 'You are unsubscribed', 'zh-Hans': '您已退订', 'zh-Hant': '您已取消訂閱' };
const LEFT_NOTE: Words = { en: '{{company}} will not send you these e-mails any more.', 'zh-Hans': '{{company}}将不再向您发送此类邮件。', 'zh-Hant': '{{company}}將不再向您寄送此類郵件。' };
const LOST: Words = { en: 'This link does not work', 'zh-Hans': '此链接无效', 'zh-Hant': '此連結無效' };
const LOST_NOTE: Words = {
  en: 'It may have been cut off. Open the message again and follow the link from there.',
  'zh-Hans': '链接可能不完整。请重新打开邮件，再点击其中的链接。',
  'zh-Hant': '連結可能不完整。請重新開啟郵件，再點擊其中的連結。',
};

/** The page behind "Unsubscribe": one button, no sign-in, nothing to fill in. */
export const leavePage = (language: Language, company: string, token: string): string => shell(language, say(LEAVE, language, { company }),
  `<p>${escape(say(LEAVE_NOTE, language))}</p><form method="post" action="/u/${token}"><button>${LEAVE_BUTTON[language]}</button></form>`);
export const leftPage = (language: Language, company: string): string => shell(language, LEFT[language], `<p role="status">${escape(say(LEFT_NOTE, language, { company }))}</p>`);
export const lostPage = (accepted: string | undefined): string => { const language = languageOf(accepted); return shell(language, LOST[language], `<p>${LOST_NOTE[language]}</p>`); };

/** Light enough for any line and any phone: no script, no font, no picture. */
const shell = (language: Language, title: string, body: string): string => `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escape(title)}</title><style>
:root{color-scheme:light dark}body{margin:0;font:18px/1.6 system-ui,-apple-system,"PingFang SC","PingFang TC","Microsoft YaHei","Noto Sans SC",sans-serif;display:grid;min-height:100vh;place-items:center;background:Canvas;color:CanvasText}
main{max-width:30rem;padding:2rem}h1{font-size:1.5rem;line-height:1.3;margin:0 0 1rem}button{font:inherit;padding:.7rem 1.6rem;border:0;border-radius:6px;background:#2456c9;color:#fff;cursor:pointer}button:focus-visible{outline:3px solid #8fb0ff;outline-offset:2px}
</style></head><body><main><h1>${escape(title)}</h1>${body}</main></body></html>`;

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
