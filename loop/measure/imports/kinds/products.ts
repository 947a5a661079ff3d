import { sql, type Kysely } from 'kysely';
import type { DB } from '#database/control/tables.gen.ts';
import { fractionDigits } from '#vocabulary/currency.ts';
import { bad } from '../reasons.ts';
import { minorOf } from '../understand/numbers.ts';
import type { Understood } from '../understand/rows.ts';
import type { OpenImporter } from './contract.ts';
import { counted, Foreseen } from './kept.ts';

interface Product { sku: string; name: string; category: string | null; price: number | null; currency: string | null; attributes: Record<string, unknown> }

const contentOf = ({ name, category, price, currency, attributes }: Product): string => JSON.stringify([name, category, price, currency, Object.entries(attributes).sort()]);

/** Products by their code; a row replaces what was kept under it. Of two rows with one code the later holds. */
export const openProducts: OpenImporter = ({ room, understanding }) => {
  const foreseen = new Foreseen();
  const product = ({ values, others }: Understood): Product => {
    const currency = (values['currency'] ?? understanding.currency) as string;
    const price = values['price'] as number | null;
    return {
      sku: values['sku'] as string, name: values['name'] as string, category: values['category'] as string | null,
      price: price === null ? null : minorOf(price, fractionDigits(currency)), currency: price === null ? null : currency, attributes: { ...others },
    };
  };
  const keptOf = async (database: Kysely<DB>, products: readonly Product[]): Promise<Map<string, string>> => {
    const { rows } = await sql<Product>`
      SELECT sku, name, category, price, currency, attributes FROM product WHERE workspace = ${room.workspace.id} AND sku = ANY(${products.map(({ sku }) => sku)}::text[])`.execute(database);
    return new Map(rows.map((row) => [row.sku, contentOf(row)]));
  };
  return {
    pass: () => {},
    show: (row) => { const { attributes, ...shown } = product(row); return { ...shown, attributes: Object.keys(attributes).length === 0 ? null : JSON.stringify(attributes) }; },
    part() {
      const taken: Product[] = [];
      return {
        get rows() { return taken.length; },
        take(row) {
          if (typeof row.values['price'] === 'number' && row.values['price'] < 0) return bad('price', row.values['price'] / 10_000, 'negative');
          taken.push(product(row));
          return null;
        },
        async write(transaction) {
          const kept = await keptOf(transaction, taken);
          let fresh = 0;
          const last = new Map<string, Product>();
          for (const one of taken) {
            if (kept.get(one.sku) === contentOf(one)) continue;
            fresh += 1;
            kept.set(one.sku, contentOf(one));
            last.set(one.sku, one);
          }
          await sql`
            INSERT INTO product (workspace, sku, name, category, price, currency, attributes)
            SELECT ${room.workspace.id}::integer, r.* FROM jsonb_to_recordset(${JSON.stringify([...last.values()])}::jsonb)
              AS r (sku text, name text, category text, price bigint, currency text, attributes jsonb)
            ON CONFLICT (workspace, sku) DO UPDATE SET name = excluded.name, category = excluded.category, price = excluded.price,
              currency = excluded.currency, attributes = excluded.attributes, updated_at = now()`.execute(transaction);
          return counted(fresh, taken.length);
        },
        async foresee() {
          const kept = await keptOf(room.tools.database, taken);
          return counted(taken.filter((one) => foreseen.changes(one.sku, contentOf(one), kept.get(one.sku))).length, taken.length);
        },
      };
    },
  };
};
