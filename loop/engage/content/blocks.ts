import { z } from 'zod';

const Text = z.string().max(5000);
/** http(s) or a Liquid expression that becomes one; scripts and data addresses are refused. */
const Address = z.string().trim().min(1).max(2000).refine((url) => /^(https?:\/\/|\{\{)/i.test(url), 'must begin with http:// or https://');

/** What a message is made of. Texts are Liquid; a text block keeps line breaks and **bold**, nothing else is mark-up. */
export const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: Text }),
  z.object({ kind: z.literal('text'), text: Text }),
  z.object({ kind: z.literal('button'), label: z.string().trim().min(1).max(200), url: Address }),
  z.object({ kind: z.literal('image'), url: Address, alt: z.string().max(500), link: Address.optional() }),
  z.object({ kind: z.literal('divider') }),
]);
export type Block = z.infer<typeof Block>;

/** One language of a message. */
export const Content = z.object({
  subject: z.string().trim().min(1).max(300),
  preheader: z.string().max(300).default(''),
  blocks: z.array(Block).min(1).max(100),
}).meta({ id: 'MessageContent' });
export type Content = z.infer<typeof Content>;
