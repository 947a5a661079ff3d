import { useTranslation } from 'react-i18next';
import type { Format } from './format.ts';
import { useFormat } from './use-format.tsx';
import classes from './values.module.css';

/** What is not known is said, never drawn as nought. */
export function Unknown() {
  const { t } = useTranslation('kit');
  return <span className={classes.unknown}>{t('unknown')}</span>;
}

const shown = (value: number | null, write: (value: number) => string) =>
  value === null ? <Unknown /> : <span className="tabular">{write(value)}</span>;

interface Given { value: number | null; /** K and M, 万 and 亿. */ short?: boolean }

/** In tables: every amount to its last digit, so that they stand under each other. */
export function Money({ value, short }: Given) {
  const format = useFormat();
  return shown(value, short ? format.moneyShort : format.moneyExact);
}
export function Count({ value, short }: Given) {
  const format = useFormat();
  return shown(value, short ? format.countShort : format.count);
}
export function Share({ value }: { value: number | null }) {
  return shown(value, useFormat().shareFixed);
}

function Dated({ value, write }: { value: string | null; write: (format: Format) => (value: string) => string }) {
  const format = useFormat();
  return value === null ? <Unknown /> : <time dateTime={value} className="tabular">{write(format)(value)}</time>;
}
/** A calendar day, YYYY-MM-DD. */
export const Day = ({ value }: { value: string | null }) => <Dated value={value} write={(format) => format.day} />;
/** A moment, ISO 8601, in the company's zone. */
export const Moment = ({ value }: { value: string | null }) => <Dated value={value} write={(format) => format.moment} />;
