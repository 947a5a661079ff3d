import { Button } from '@mantine/core';
import { IconArrowBackUp, IconBrowser, IconGitMerge, IconMail, IconPointFilled, IconShieldCheck, IconShoppingBag, type Icon } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { getTimeline } from '#client/gen/sdk.gen.ts';
import type { GetTimelineResponse } from '#client/gen/types.gen.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Section } from '../../kit/section.tsx';
import { makeFormat } from '../../kit/format.ts';
import { useFormat } from '../../kit/use-format.tsx';
import { Waiting } from '../../kit/waiting.tsx';
import { useLanguage } from '../../shell/language.ts';
import { useWorkspace } from '../../shell/session.ts';
import classes from './timeline.module.css';

type Entry = GetTimelineResponse['entries'][number];
type Of<T extends Entry['type']> = Extract<Entry, { type: T }>;

/** What happened to and with a customer, newest first, under its months. */
export function Timeline({ id }: { id: number }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const answer = useInfiniteQuery({
    queryKey: ['customers', id, 'timeline'], initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => told(getTimeline({ path: { id }, query: { limit: 30, ...(pageParam !== undefined && { before: pageParam }) } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const entries = answer.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Section title={t('timeline.title')}>
      {answer.error ? <FaultNotice fault={faultOf(answer.error)} onRetry={() => void answer.refetch()} /> : answer.isPending ? <Waiting height={420} /> : entries.length === 0 ? <p className={classes.quiet}>{t('timeline.none')}</p> : null}
      {months(entries).map(({ month, entries: within }) => (
        <div key={month} className={classes.month}>
          <h3 className={classes.name}>{format.month(month)}</h3>
          <ol className={classes.entries}>{within.map((entry) => <Line key={entry.id} entry={entry} />)}</ol>
        </div>
      ))}
      {answer.hasNextPage ? <Button variant="subtle" loading={answer.isFetchingNextPage} onClick={() => void answer.fetchNextPage()}>{t('timeline.earlier')}</Button> : null}
    </Section>
  );
}

function months(entries: readonly Entry[]): { month: string; entries: Entry[] }[] {
  const groups: { month: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const month = entry.at.slice(0, 7);
    if (groups.at(-1)?.month !== month) groups.push({ month, entries: [] });
    groups.at(-1)!.entries.push(entry);
  }
  return groups;
}

const ICONS: Record<Entry['type'], Icon> = { visit: IconBrowser, event: IconPointFilled, order: IconShoppingBag, return: IconArrowBackUp, message: IconMail, consent: IconShieldCheck, merge: IconGitMerge };

function Line({ entry }: { entry: Entry }) {
  const format = useFormat();
  const Mark = ICONS[entry.type];
  return (
    <li className={classes.entry} data-type={entry.type}>
      <span className={classes.mark} aria-hidden><Mark size={16} stroke={1.8} /></span>
      <div className={classes.body}>
        <Said entry={entry} />
        <time dateTime={entry.at} className={classes.time}>{format.moment(entry.at)}</time>
      </div>
    </li>
  );
}

function Said({ entry }: { entry: Entry }): ReactNode {
  const { t } = useTranslation('customers');
  switch (entry.type) {
    case 'order': case 'return': return <Order entry={entry} />;
    case 'visit': return <Visit entry={entry} />;
    case 'message': return <Told title={t(`state.${entry.state}`, { defaultValue: entry.state })} also={<>{t('timeline.campaign')} <Link to={`/engage/campaigns/${entry.campaign}`}>{entry.name}</Link>{entry.reason ? ` · ${why(t, entry.reason)}` : ''}</>} />;
    case 'consent': return <Told title={t(`timeline.${entry.state}`, { channel: t(`channel.${entry.channel}`, { defaultValue: entry.channel }) })} also={entry.demonstration ? t('consent.demonstration') : entry.wording} />;
    case 'merge': return <Told title={t(entry.undone ? 'joined.wasUndone' : 'joined.took', { absorbed: entry.absorbed, kept: entry.kept })} also={named(t, 'reason', entry.reason)} />;
    case 'event': return <Told title={named(t, 'event', entry.name)} also={properties(entry)} />;
  }
}

const Told = ({ title, also }: { title: string; also?: ReactNode }) => <><p className={classes.title}>{title}</p>{also ? <p className={classes.quiet}>{also}</p> : null}</>;

/** Numbers by which our own records hang together; the message stands in the timeline under its name. */
const OWN = new Set(['delivery', 'campaign', 'link']);

const properties = (entry: Of<'event'>): string =>
  Object.entries(entry.properties).filter(([name, value]) => typeof value !== 'object' && !(entry.origin === 'delivery' && OWN.has(name))).slice(0, 4).map(([name, value]) => `${name}: ${String(value).slice(0, 80)}`).join(' · ');

/** A name with dots, colons or braces in it is no key: it is looked up among the texts, and stands for itself where it is not there. */
function named(t: TFunction<'customers'>, kind: 'event' | 'reason', name: string): string {
  const found = new Map<string, unknown>(Object.entries(t(kind, { returnObjects: true }))).get(name);
  return typeof found === 'string' ? found : name;
}

const CODES = ['no consent', 'no address', 'suppressed', 'sample address', 'merged', 'template', 'interrupted', 'address', 'mailbox', 'size', 'blocked', 'content'] as const;

/** A code in words, then what the other side wrote as it stands: never a text to be translated, for a stranger wrote it. */
function why(t: TFunction<'customers'>, reason: string): string {
  const [first = '', ...rest] = reason.split(': ');
  const code = CODES.find((each) => each === first);
  return code ? [t(`why.${code}`), ...(rest.length > 0 ? [rest.join(': ')] : [])].join(' · ') : reason;
}

function Visit({ entry }: { entry: Of<'visit'> }) {
  const { t } = useTranslation('customers');
  const from = [entry.source, entry.medium].filter((text) => text !== '').join(' / ');
  return (
    <>
      <p className={classes.title}>{t('timeline.visit', { count: entry.pageCount })}{from ? <span className={classes.quiet}> {t('timeline.came', { from })}</span> : null}</p>
      <p className={classes.quiet}>{entry.pages.map(({ path, title }) => title || path).join(' → ')}{entry.pageCount > entry.pages.length ? ' …' : ''}</p>
    </>
  );
}

function Order({ entry }: { entry: Of<'order' | 'return'> }) {
  const { t } = useTranslation('customers');
  const language = useLanguage();
  const { timeZone } = useWorkspace();
  // An order keeps the currency it was made in.
  const format = makeFormat({ language, currency: entry.currency || 'XXX', timeZone });
  const named = entry.items.map(({ name, quantity }) => (quantity === 1 ? name : t('timeline.times', { quantity: format.count(quantity), name })));
  return (
    <>
      <div className={classes.sum}>
        <p className={classes.title}>{t(entry.order === '' ? `timeline.${entry.type}Unnumbered` : `timeline.${entry.type}`, { order: entry.order })}</p>
        <span className={classes.amount} data-back={entry.amount < 0 || undefined}>{format.money(entry.amount)}</span>
      </div>
      <details className={classes.lines}>
        <summary>{t('timeline.lines', { count: entry.lines })}{entry.apart !== 0 ? ` · ${t('timeline.apart', { amount: format.money(entry.apart) })}` : ''}</summary>
        <ul>{named.map((name, index) => <li key={index}>{name} <span className={classes.quiet}>{format.money(entry.items[index]!.amount)}</span></li>)}</ul>
        {entry.lines > named.length ? <p className={classes.quiet}>{t('timeline.more', { count: entry.lines - named.length })}</p> : null}
      </details>
    </>
  );
}
