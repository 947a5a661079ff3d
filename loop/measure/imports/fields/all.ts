import { IMPORT_KINDS, type ImportDeclaration, type ImportKindId } from './contract.ts';
import { customers } from './customers.ts';
import { events } from './events.ts';
import { orders } from './orders.ts';
import { products } from './products.ts';
import { spend } from './spend.ts';

export const DECLARATIONS: Readonly<Record<ImportKindId, ImportDeclaration>> = { orders, customers, products, spend, events };

/** Everything that files call their columns: also what tells one Chinese encoding from another. */
export const ALL_HEADERS: readonly string[] = IMPORT_KINDS.flatMap((kind) => DECLARATIONS[kind].fields.flatMap((field) => field.headers));
