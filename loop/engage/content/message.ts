import { convert } from 'html-to-text';
import type { Language } from '#vocabulary/words.ts';
import type { Content } from './blocks.ts';
import { layOut } from './layout.ts';
import { compileHtml, compileLine, namesIn } from './liquid.ts';

/** What a template may read of its reader; absent values print as nothing, so authors give a default. */
export interface Reader {
  name: string | null;
  email: string | null;
  country: string | null;
  language: Language;
  attributes: Readonly<Record<string, unknown>>;
}

export interface Company { name: string; address: string }
export interface Rendered { subject: string; html: string; text: string }

/** One language of a message, laid out once and filled in for each reader. */
export interface MessageTemplate {
  /** Addresses that are tracked, in the order of `links.l0`, `links.l1` … */
  links: readonly string[];
  render(reader: Reader, addresses: { links: readonly string[]; unsubscribe: string; open: string | null }): Rendered;
}

/** Names that templates may read; anything under customer.attributes besides. */
const KNOWN = ['customer.name', 'customer.first_name', 'customer.email', 'customer.country', 'customer.language', 'company.name', 'company.address', 'unsubscribe_url'];

/** Lays out and parses a message; throws liquidjs' or the layout's error. */
export async function prepare(content: Content, language: Language, company: Company): Promise<MessageTemplate> {
  const { html, links } = await layOut(content, language, company);
  const [subject, body] = [compileLine(content.subject), compileHtml(html)];
  return {
    links,
    render(reader, addresses) {
      const values = {
        customer: { ...reader, first_name: firstName(reader.name, reader.language) },
        company,
        unsubscribe_url: addresses.unsubscribe,
        links: Object.fromEntries(addresses.links.map((url, i) => [`l${i}`, url])),
      };
      const page = body.render(values);
      const pixel = addresses.open ? `<img src="${addresses.open}" width="1" height="1" alt="" style="display:block" />` : '';
      return { subject: subject.render(values), html: page.replace(/<\/body>/i, `${pixel}</body>`), text: asText(page) };
    },
  };
}

/** Names in the message that no reader has: most likely misspelt. */
export function unknownNames(content: Content): string[] {
  const texts = [content.subject, content.preheader, ...content.blocks.flatMap((block) => ('text' in block ? [block.text] : 'label' in block ? [block.label, block.url] : []))];
  const names = texts.flatMap((text) => namesIn(text));
  return [...new Set(names)].filter((name) => !KNOWN.includes(name) && !name.startsWith('customer.attributes.'));
}

/** Chinese names put the family first and are not cut; elsewhere the first word. */
function firstName(name: string | null, language: Language): string | null {
  if (!name) return null;
  return language === 'en' && !/\p{Script=Han}/u.test(name) ? name.trim().split(/\s+/)[0]! : name;
}

const asText = (html: string): string => convert(html, {
  wordwrap: 78,
  selectors: [
    { selector: 'img', format: 'skip' },
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
    { selector: 'table', options: { uppercaseHeaderCells: false } },
    ...['h1', 'h2', 'h3'].map((selector) => ({ selector, options: { uppercase: false } })),
  ],
});
