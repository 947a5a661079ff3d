import mjml2html from 'mjml';
import { say, type Language, type Words } from '#vocabulary/words.ts';
import type { Block, Content } from './blocks.ts';

const FOOTER: Words = {
  en: 'You receive this because you agreed to hear from {{company}}.',
  'zh-Hans': '您收到此邮件，是因为您同意接收{{company}}的信息。',
  'zh-Hant': '您收到此郵件，是因為您同意接收{{company}}的訊息。',
};
const UNSUBSCRIBE: Words = { en: 'Unsubscribe', 'zh-Hans': '退订', 'zh-Hant': '取消訂閱' };
const FONTS: Record<Language, string> = {
  en: "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
  'zh-Hans': "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif",
  'zh-Hant': "'PingFang TC', 'Microsoft JhengHei', 'Noto Sans TC', sans-serif",
};

/** Where a tracked address stands in the template until each message gets its own: `{{ links.l0 }}`. */
export interface LaidOut { html: string; links: string[] }

/**
 * Lays a message out with MJML, once a language; Liquid stays in place to be filled in for each reader.
 * No font is fetched from anywhere: whoever keeps it would hear of every opening.
 * Throws when MJML finds the result invalid, which is a fault of this file and not of the author.
 */
export async function layOut(content: Content, language: Language, company: { name: string; address: string }): Promise<LaidOut> {
  const links: string[] = [];
  const tracked = (url: string): string => {
    if (url.startsWith('{{')) return url; // an address of the reader's own is not tracked
    const known = links.indexOf(url);
    return `{{ links.l${known >= 0 ? known : links.push(url) - 1} }}`;
  };
  const body = content.blocks.map((block) => element(block, tracked)).join('\n');
  const source = `<mjml lang="${language}"><mj-head><mj-title></mj-title><mj-preview>${escape(content.preheader)}</mj-preview><mj-attributes>
  <mj-all font-family="${FONTS[language]}" /><mj-text font-size="16px" line-height="${language === 'en' ? '1.55' : '1.75'}" color="#1f2933" /></mj-attributes></mj-head>
  <mj-body background-color="#f4f5f7" width="600px"><mj-section background-color="#ffffff" padding="32px 24px"><mj-column>${body}</mj-column></mj-section>
  <mj-section padding="16px 24px"><mj-column><mj-text font-size="12px" color="#5f6b7a" align="center">${escape(say(FOOTER, language, { company: company.name }))}<br />
  ${escape(company.address)}<br /><a href="{{ unsubscribe_url }}" style="color:#5f6b7a">${UNSUBSCRIBE[language]}</a></mj-text></mj-column></mj-section></mj-body></mjml>`;
  const { html, errors } = await mjml2html(source, { validationLevel: 'soft', keepComments: false, fonts: {} });
  if (errors.length > 0) throw new Error(`the layout is not valid MJML: ${errors.map((error) => error.formattedMessage).join('; ')}`);
  return { html, links };
}

function element(block: Block, tracked: (url: string) => string): string {
  switch (block.kind) {
    case 'heading': return `<mj-text font-size="24px" font-weight="600" line-height="1.3">${lines(block.text)}</mj-text>`;
    case 'text': return `<mj-text>${lines(block.text)}</mj-text>`;
    case 'button': return `<mj-button background-color="#2456c9" color="#ffffff" border-radius="6px" font-size="16px" inner-padding="12px 24px" href="${attribute(tracked(block.url))}">${escape(block.label)}</mj-button>`;
    case 'image': return `<mj-image src="${attribute(block.url)}" alt="${attribute(block.alt)}"${block.link ? ` href="${attribute(tracked(block.link))}"` : ''} />`;
    case 'divider': return '<mj-divider border-width="1px" border-color="#d9dee5" />';
  }
}

/** Mark-up of the author is text; Liquid between its braces is left as it is. */
const outsideLiquid = (text: string, change: (part: string) => string): string =>
  text.split(/(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/).map((part, i) => (i % 2 === 1 ? part : change(part))).join('');
const escape = (text: string): string => outsideLiquid(text, (part) => part.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'));
const attribute = (text: string): string => outsideLiquid(text, (part) => part.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;'));
const lines = (text: string): string => escape(text).replace(/\*\*([^*\n]+)\*\*/g, '<strong>$1</strong>').replace(/\r?\n/g, '<br />');
