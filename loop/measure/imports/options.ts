import { z } from 'zod';

/** A line of an order that is no product: recognised by its code, or by its name where a row has no code. */
export const NonProduct = z.object({ code: z.string().max(60), name: z.string().max(120).default(''), kind: z.enum(['fee', 'adjustment']) });
export type NonProduct = z.infer<typeof NonProduct>;

/** What shops' files carry besides products; changeable for each import. */
export const USUAL_NON_PRODUCTS: readonly NonProduct[] = [
  { code: 'POST', name: 'POSTAGE', kind: 'fee' },
  { code: 'DOT', name: 'DOTCOM POSTAGE', kind: 'fee' },
  { code: 'C2', name: 'CARRIAGE', kind: 'fee' },
  { code: 'SHIPPING', name: 'SHIPPING', kind: 'fee' },
  { code: 'BANK CHARGES', name: 'Bank Charges', kind: 'fee' },
  { code: 'AMAZONFEE', name: 'AMAZON FEE', kind: 'fee' },
  { code: 'CRUK', name: 'CRUK Commission', kind: 'fee' },
  { code: '运费', name: '运费', kind: 'fee' },
  { code: '運費', name: '運費', kind: 'fee' },
  { code: 'D', name: 'Discount', kind: 'adjustment' },
  { code: 'M', name: 'Manual', kind: 'adjustment' },
  { code: 'B', name: 'Adjust bad debt', kind: 'adjustment' },
  { code: 'S', name: 'SAMPLES', kind: 'adjustment' },
  { code: 'ADJUST', name: '', kind: 'adjustment' },
  { code: 'ADJUST2', name: '', kind: 'adjustment' },
  { code: 'TEST001', name: '', kind: 'adjustment' },
  { code: 'TEST002', name: '', kind: 'adjustment' },
];

/** Choices beside the mapping; each kind reads those that concern it. */
export const ImportOptions = z.object({
  /** Orders: lines that are no products. */
  nonProducts: z.array(NonProduct).max(500).default([...USUAL_NON_PRODUCTS]),
  /** Orders: numbers that begin so are cancellations. '' when the shop does not mark them. */
  returnPrefix: z.string().max(10).default('C'),
  /** Orders: numbers that begin so are corrections, such as bad debt. */
  adjustmentPrefix: z.string().max(10).default('A'),
  /** Orders: sales channel of rows that name none. */
  channel: z.string().max(60).default(''),
  /** Customers: purpose that a consent column speaks of. */
  purpose: z.string().max(60).default('marketing'),
  /** Customers: the words that people agreed to, where the file has no column for them. */
  wording: z.string().max(2000).default(''),
  /** Customers: when they agreed, where the file does not say; null: at the time of the import. */
  consentAt: z.iso.datetime().nullable().default(null),
  /** Customers: true marks consents that were made up for a demonstration and given by nobody. */
  demonstration: z.boolean().default(false),
});
export type ImportOptions = z.infer<typeof ImportOptions>;
