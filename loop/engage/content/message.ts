import { convert } from 'html-to-text';
import type { Language } from '#vocabulary/words.ts';
import type { Block, Content } from './blocks.ts';
import { layOut } from './layout.ts';
import { compileAddress, compileHtml, compileLine, namesIn, type Values } from './liquid.ts';

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
  /** Addresses that are tracked, as their author wrote them, in the order of `links.l0`, `links.l1` … */
  links: readonly string[];
  render(reader: Reader, addresses: { links: readonly string[]; unsubscribe: string; open: string | null }): Rendered;
}

/** Names that templates may read; anything under customer.attributes besides. */
const KNOWN = ['customer.name', 'customer.first_name', 'customer.email', 'customer.country', 'customer.language', 'company.name', 'company.address', 'unsubscribe_url'];

/** Lays out and parses a message; throws liquidjs' or the layout's error. */
export async function prepare(content: Content, language: Language, company: Company): Promise<MessageTemplate> {
  const { html, links } = await layOut(content, language, company);
  const [subject, body] = [compileLine(content.subject), compileHtml(html)];
  for (const link of links) compileAddress(link);
  return {
    links,
    render(reader, addresses) {
      const values = { ...valuesOf(reader, company), unsubscribe_url: addresses.unsubscribe, links: Object.fromEntries(addresses.links.map((url, i) => [`l${i}`, url])) };
      const page = body.render(values);
      const pixel = addresses.open ? `<img src="${addresses.open}" width="1" height="1" alt="" style="display:block" />` : '';
      return { subject: subject.render(values), html: page.replace(/<\/body>/i, `${pixel}</body>`), text: asText(page) };
    },
  };
}

const valuesOf = (reader: Reader, company: Company): Values => ({ customer: { ...reader, first_name: firstName(reader.name, reader.language) }, company });

/** Where a link leads for this reader; null when what comes out is no address of the web. */
export function addressFor(link: string, reader: Reader, company: Company): string | null {
  const url = compileAddress(link).render(valuesOf(reader, company));
  return /^https?:/i.test(url) && URL.canParse(url) ? url : null;
}

/** Names in the message that no reader has: most likely misspelt. */
export function unknownNames(content: Content): string[] {
  const texts = [content.subject, content.preheader, ...content.blocks.flatMap(textsOf)];
  const names = namesIn(texts.join('\n')); // together: a condition may begin in one block and end in another
  return [...new Set(names)].filter((name) => !KNOWN.includes(name) && !name.startsWith('customer.attributes.'));
}

/** All that an author wrote into a block. */
const textsOf = (block: Block): string[] => Object.entries(block).flatMap(([name, text]) => (name === 'kind' || text === undefined ? [] : [text]));

export interface Unreadable { place: 'subject' | 'preheader' | 'block'; block: number; reason: string }

/** The first part of a message that cannot be read on its own, blocks counted from 1; null when only the whole is at fault. */
export function unreadablePart({ subject, preheader, blocks }: Content): Unreadable | null {
  const parts = [{ place: 'subject' as const, block: 0, texts: [subject] }, { place: 'preheader' as const, block: 0, texts: [preheader] }, ...blocks.map((block, i) => ({ place: 'block' as const, block: i + 1, texts: textsOf(block) }))];
  for (const { texts, ...where } of parts) {
    for (const text of texts) {
      try { compileLine(text); } catch (error) { return { ...where, reason: reasonOf(error) }; }
    }
  }
  return null;
}

/** liquidjs adds a line and a column, of one line here or of the layout: neither helps an author. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]!.replace(/, (file:.*|line:\d+.*)$/, '');

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
