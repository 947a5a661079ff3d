import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../../kit/section.tsx';
import classes from './data.module.css';
import type { Given, Inspection, Kind } from './inspection.ts';
import { KindOptions } from './kind-options.tsx';
import { Preview } from './preview.tsx';
import { Reading } from './reading.tsx';

interface Shown {
  inspection: Inspection; kinds: readonly Kind[]; pending: boolean; starting: boolean;
  onChange: (given: Given) => void; onCheck: () => void; onImport: () => void; onOther: () => void;
}

/** What the file is, how it is read, and which column is what; the preview says at once what came of a choice. */
export function Mapping({ inspection, kinds, pending, starting, onChange, onCheck, onImport, onOther }: Shown) {
  const { t } = useTranslation('data');
  const { plan, lacking } = inspection;
  const kind = kinds.find(({ id }) => id === plan.kind)!;
  const ready = lacking.length === 0 && !pending;
  return (
    <>
      <Section title={t('map.kind')} meaning={inspection.sure ? kind.means : t('map.unsure')}>
        <Select aria-label={t('map.kind')} allowDeselect={false} maw={340} data={kinds.map(({ id, label }) => ({ value: id, label }))} value={plan.kind}
          onChange={(value) => { const chosen = kinds.find(({ id }) => id === value); if (chosen) onChange({ kind: chosen.id, columns: undefined, options: undefined }); }} />
      </Section>
      <Section title={t('map.columns')} meaning={lacking.length > 0 ? <span className={classes.lacking} role="status">{t('map.lacking', { fields: lackingNames(lacking, kind, t) })}</span> : t('map.columnsWhat')}>
        <Fields inspection={inspection} kind={kind} onChange={onChange} />
      </Section>
      <KindOptions plan={plan} onChange={onChange} />
      <Reading inspection={inspection} onChange={onChange} />
      <Preview inspection={inspection} kind={kind} pending={pending} />
      <div className={classes.buttons}>
        <Button disabled={!ready} loading={starting} onClick={onCheck}>{t('map.check')}</Button>
        <Button variant="default" disabled={!ready || starting} onClick={onImport}>{t('map.importNow')}</Button>
        <Button variant="subtle" onClick={onOther}>{t('map.other')}</Button>
      </div>
    </>
  );
}

const lackingNames = (lacking: readonly string[], kind: Kind, t: (key: string) => string): string =>
  lacking.map((group) => group.split('|').map((name) => kind.fields.find((field) => field.name === name)?.label ?? name).join(` ${t('or')} `)).join(t('comma'));

function Fields({ inspection: { plan, header, preview }, kind, onChange }: { inspection: Inspection; kind: Kind; onChange: (given: Given) => void }) {
  const { t } = useTranslation('data');
  const put = (field: string, column: string | null): void => {
    // A column is one thing: taken by one field, it leaves the other.
    const rest = Object.entries(plan.columns).filter(([name, taken]) => name !== field && taken !== column);
    onChange({ kind: plan.kind, columns: Object.fromEntries([...rest, ...(column === null ? [] : [[field, column] as const])]) });
  };
  const sample = (column: string | undefined): string => {
    const at = column === undefined ? -1 : header.indexOf(column);
    const found = at === -1 ? undefined : preview.map((row) => row.cells[at]).find((cell) => cell !== null && cell !== undefined && cell !== '');
    return found === undefined ? '' : t('map.sample', { value: String(found).slice(0, 60) });
  };
  return (
    <div className={classes.fields}>
      {kind.fields.map((field) => (
        <Select
          key={field.name} label={field.label} required={field.required} searchable clearable placeholder={t('map.none')} nothingFoundMessage={t('map.noColumn')}
          data={[...header]} value={plan.columns[field.name] ?? null} description={sample(plan.columns[field.name])} inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(column) => put(field.name, column)} clearButtonProps={{ 'aria-label': t('map.clear', { field: field.label }) }}
        />
      ))}
    </div>
  );
}
