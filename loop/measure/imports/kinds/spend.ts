import { sql } from 'kysely';
import { words63 } from '#customers/index.ts';
import { fractionDigits } from '#vocabulary/currency.ts';
import { bad } from '../reasons.ts';
import { minorOf } from '../understand/numbers.ts';
import type { Understood } from '../understand/rows.ts';
import type { OpenImporter } from './contract.ts';
import { counted } from './kept.ts';
import { Occurrences } from './occurrences.ts';

interface Spend { day: string; channel: string; campaign: string; amount: number; currency: string; impressions: number | null; clicks: number | null; occurrence: number }

/**
 * What channels cost by day. A row is known by day, channel, campaign and currency, so a file that comes again with corrected
 * amounts replaces what it said; rows of one file that are alike in these are told apart by number.
 */
export const openSpend: OpenImporter = ({ room, understanding, fileName }) => {
  const occurrences = new Occurrences();
  const spend = ({ values }: Understood): Omit<Spend, 'occurrence'> => {
    const currency = (values['currency'] ?? understanding.currency) as string;
    const whole = (name: string): number | null => (values[name] === null ? null : (values[name] as number) / 10_000);
    return {
      day: values['day'] as string, channel: values['channel'] as string, campaign: (values['campaign'] ?? '') as string,
      amount: minorOf(values['amount'] as number, fractionDigits(currency)), currency, impressions: whole('impressions'), clicks: whole('clicks'),
    };
  };
  const numbered = (row: Understood): Spend => {
    const one = spend(row);
    return { ...one, occurrence: occurrences.next(...words63([one.day, one.channel, one.campaign, one.currency].join('\u001f'))) };
  };
  const columns = sql`r (day date, channel text, campaign text, amount bigint, currency text, impressions bigint, clicks bigint, occurrence integer)`;
  return {
    pass: (row) => { numbered(row); },
    show: (row) => ({ ...spend(row) }),
    part() {
      const taken: Spend[] = [];
      return {
        get rows() { return taken.length; },
        take(row) {
          for (const name of ['amount', 'impressions', 'clicks']) {
            const value = row.values[name];
            if (typeof value === 'number' && value < 0) return bad(name, value / 10_000, 'negative');
            if (name !== 'amount' && typeof value === 'number' && value % 10_000 !== 0) return bad(name, value / 10_000, 'whole');
          }
          taken.push(numbered(row));
          return null;
        },
        async write(transaction) {
          const { rows } = await sql<{ fresh: number }>`
            WITH put AS (
              INSERT INTO spend AS s (workspace, day, channel, campaign, amount, currency, impressions, clicks, occurrence, source)
              SELECT ${room.workspace.id}::integer, r.day, r.channel, r.campaign, r.amount, r.currency, r.impressions, r.clicks, r.occurrence, ${`import:${fileName}`}
              FROM jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) AS ${columns}
              ON CONFLICT (workspace, day, channel, campaign, currency, occurrence)
                DO UPDATE SET amount = excluded.amount, impressions = excluded.impressions, clicks = excluded.clicks, source = excluded.source
                WHERE (s.amount, s.impressions, s.clicks) IS DISTINCT FROM (excluded.amount, excluded.impressions, excluded.clicks)
              RETURNING 1
            ) SELECT count(*) AS fresh FROM put`.execute(transaction);
          return counted(rows[0]!.fresh, taken.length);
        },
        async foresee() {
          const { rows } = await sql<{ same: number }>`
            SELECT count(*) AS same FROM spend s JOIN jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) AS ${columns}
              ON s.workspace = ${room.workspace.id}::integer AND (s.day, s.channel, s.campaign, s.currency, s.occurrence) = (r.day, r.channel, r.campaign, r.currency, r.occurrence)
            WHERE (s.amount, s.impressions, s.clicks) IS NOT DISTINCT FROM (r.amount, r.impressions, r.clicks)`.execute(room.tools.database);
          return counted(taken.length - rows[0]!.same, taken.length);
        },
      };
    },
  };
};
