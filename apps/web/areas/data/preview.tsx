import { useTranslation } from 'react-i18next';
import { Section } from '../../kit/section.tsx';
import { makeFormat } from '../../kit/format.ts';
import { useLanguage } from '../../shell/language.ts';
import classes from './data.module.css';
import type { Inspection, Kind } from './inspection.ts';

type Row = Inspection['preview'][number];

/** The first rows as they would be kept; before the columns are chosen, as they stand in the file. */
export function Preview({ inspection, kind, pending }: { inspection: Inspection; kind: Kind; pending: boolean }) {
  const { t } = useTranslation('data');
  const { preview, header, lacking } = inspection;
  const understood = lacking.length === 0;
  const holds = (value: string | number | null | undefined): boolean => value !== null && value !== undefined && value !== '';
  const fields = kind.fields.filter((field) => field.name in inspection.plan.columns || preview.some((row) => holds(row.understood?.[field.name])));
  const badRows = preview.filter((row) => row.bad !== null).length;
  return (
    <Section title={t('preview.title')} meaning={understood ? t(badRows > 0 ? 'preview.meaningBad' : 'preview.meaning', { count: badRows }) : t('preview.raw')}>
      <div className={classes.preview} role="region" aria-label={t('preview.rows')} tabIndex={0} data-pending={pending || undefined}>
        <table>
          <thead><tr><th scope="col">{t('row')}</th>{understood ? fields.map((field) => <th key={field.name} scope="col">{field.label}</th>) : header.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
          <tbody>{preview.map((row) => <Line key={row.row} row={row} kind={kind} fields={understood ? fields : null} plan={inspection.plan} />)}</tbody>
        </table>
      </div>
    </Section>
  );
}

function Line({ row, kind, fields, plan }: { row: Row; kind: Kind; fields: Kind['fields'] | null; plan: Inspection['plan'] }) {
  const { t } = useTranslation('data');
  const write = useWriter(plan);
  if (row.bad) {
    const field = kind.fields.find(({ name }) => name === row.bad!.field)?.label ?? '';
    return <tr data-bad><th scope="row">{row.row}</th><td colSpan={Math.max(1, fields?.length ?? 1)}><span className={classes.refused}>{t('preview.bad', { field, value: row.bad.value, sentence: row.bad.sentence })}</span></td></tr>;
  }
  return (
    <tr>
      <th scope="row">{row.row}</th>
      {fields ? fields.map((field) => <td key={field.name} data-kind={field.kind}>{write(field.name, row.understood?.[field.name] ?? null)}</td>) : row.cells.map((cell, index) => <td key={index}>{cell === null ? '' : String(cell)}</td>)}
    </tr>
  );
}

/** Values in the reader's way: money with its currency, times in the zone the file is read in. */
function useWriter({ kind, understanding }: Inspection['plan']) {
  const { t } = useTranslation('data');
  const language = useLanguage();
  const format = makeFormat({ language, currency: understanding.currency, timeZone: understanding.timeZone });
  return (field: string, value: string | number | null): string => {
    if (value === null) return '';
    if (field === 'amount' || (field === 'price' && kind === 'products')) return format.money(Number(value));
    if (field === 'kind') return t(`lineKind.${value}`);
    if (field === 'country') return format.country(String(value));
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return format.moment(value);
    return typeof value === 'number' ? format.count(value) : value;
  };
}
