import { Button, Menu, TextInput } from '@mantine/core';
import { IconCalendar } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkspace } from '../shell/session.ts';
import classes from './period-picker.module.css';
import { PRESETS, spanOf, type Preset, type Span } from './period.ts';
import { useFormat } from './use-format.tsx';

/** The period in the page's address, so that a link shows the same figures to the next reader. */
export function usePeriod(otherwise: Preset = '12m'): Span & { preset: Preset | null } {
  const search = useSearch({ strict: false }) as { period?: string };
  return spanOf(search.period, useWorkspace().today, otherwise);
}

export function PeriodPicker({ otherwise = '12m' }: { otherwise?: Preset }) {
  const { t } = useTranslation('kit');
  const navigate = useNavigate();
  const period = usePeriod(otherwise);
  const go = (to: string) => void navigate({ to: '.', search: (now: Record<string, unknown>) => ({ ...now, period: to }), replace: true });
  return (
    <div className={classes.picker} role="group" aria-label={t('period.label')}>
      <div className={classes.presets}>
        {PRESETS.map((preset) => (
          <button key={preset} type="button" className={classes.preset} aria-pressed={period.preset === preset} onClick={() => go(preset)}>{t(`period.${preset}`)}</button>
        ))}
      </div>
      <OwnDays key={`${period.from}${period.to}`} period={period} onChoose={go} />
    </div>
  );
}

function OwnDays({ period, onChoose }: { period: Span & { preset: Preset | null }; onChoose: (period: string) => void }) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  const [days, setDays] = useState<Span>({ from: period.from, to: period.to });
  const [open, setOpen] = useState(false);
  const own = period.preset === null;
  const label = own ? t('period.span', { from: format.day(period.from), to: format.day(period.to) }) : t('period.own');
  return (
    <Menu opened={open} onChange={setOpen} position="bottom-end" trapFocus>
      <Menu.Target>
        <Button variant={own ? 'light' : 'default'} size="sm" leftSection={<IconCalendar size={16} aria-hidden />}>{label}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <form className={classes.days} onSubmit={(event) => { event.preventDefault(); setOpen(false); onChoose(`${days.from}..${days.to}`); }}>
          <TextInput type="date" required label={t('period.from')} value={days.from} max={days.to} onChange={(event) => setDays({ ...days, from: event.currentTarget.value })} />
          <TextInput type="date" required label={t('period.to')} value={days.to} min={days.from} onChange={(event) => setDays({ ...days, to: event.currentTarget.value })} />
          <Button type="submit">{t('period.show')}</Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}
