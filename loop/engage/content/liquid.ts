import { Liquid, type Template } from 'liquidjs';

/**
 * Templates of messages: what a marketer wrote meets what a customer wrote, so every output is escaped, only own
 * properties are read, files cannot be included, and a render stops at its limits.
 */
const engine = new Liquid({
  outputEscape: 'escape', ownPropertyOnly: true, strictFilters: true, strictVariables: false,
  templates: {}, parseLimit: 200_000, renderLimit: 500, memoryLimit: 5_000_000,
});
const plain = new Liquid({
  ownPropertyOnly: true, strictFilters: true, strictVariables: false,
  templates: {}, parseLimit: 20_000, renderLimit: 200, memoryLimit: 1_000_000,
});
const encoded = (value: unknown): string => encodeURIComponent(String(value ?? ''));
/** Addresses: a value becomes a part of a path or a query (RFC 3986, section 2.1), once, also where the author encodes it. */
const address = new Liquid({
  outputEscape: encoded, ownPropertyOnly: true, strictFilters: true, strictVariables: false,
  templates: {}, parseLimit: 20_000, renderLimit: 200, memoryLimit: 1_000_000,
});
for (const name of ['url_encode', 'cgi_escape']) address.registerFilter(name, { raw: true, handler: encoded });
for (const each of [engine, plain, address]) for (const tag of ['include', 'render', 'layout', 'block']) delete each.tags[tag];

export type Values = Readonly<Record<string, unknown>>;
export interface Compiled { render(values: Values): string }

const compiled = (each: Liquid, template: Template[]): Compiled => ({ render: (values) => String(each.renderSync(template, values)) });

/** HTML: values are escaped. Throws liquidjs' error, whose message names line and column. */
export const compileHtml = (text: string): Compiled => compiled(engine, engine.parse(text));

/** Subject and plain text: values stand as they are, but never bring a line break into a header. */
export const compileLine = (text: string): Compiled => {
  const template = plain.parse(text);
  return { render: (values) => String(plain.renderSync(template, values)).replace(/[\r\n]+/g, ' ').trim() };
};

/** The address of a link: values are encoded. */
export const compileAddress = (text: string): Compiled => {
  const template = address.parse(text);
  return { render: (values) => String(address.renderSync(template, values)).trim() };
};

/** Names that a template reads, as 'customer.first_name', for telling the author of one that does not exist. */
export const namesIn = (text: string): string[] => plain.fullVariablesSync(text).map((name) => name.toString());
