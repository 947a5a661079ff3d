import { Alert, SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listSegmentMembers, previewMessage } from '#client/gen/sdk.gen.ts';
import type { MessageContent } from '#client/gen/types.gen.ts';
import type { Language } from '#vocabulary/words.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Section } from '../../kit/section.tsx';
import classes from './message-editor.module.css';

const WIDTHS = { wide: '100%', phone: '360px' } as const;

/** The message as the first customer of the audience would get it; laid out by the server, as it will be sent. */
export function MessagePreview({ content, language, segment }: { content: MessageContent; language: Language; segment: number | null }) {
  const { t } = useTranslation('engage');
  const [width, setWidth] = useState<keyof typeof WIDTHS>('wide');
  const [settled] = useDebouncedValue(content, 500);
  const reader = useQuery({
    queryKey: ['segments', segment, 'first'], enabled: segment !== null,
    queryFn: async () => (await told(listSegmentMembers({ path: { id: segment! }, query: { limit: 1 } }))).customers[0] ?? null,
  });
  const customer = reader.data?.id ?? null;
  const { data, error } = useQuery({
    queryKey: ['preview', settled, language, customer], placeholderData: keepPreviousData, retry: false, enabled: settled.subject.trim() !== '' && (segment === null || !reader.isPending),
    queryFn: () => told(previewMessage({ body: { content: settled, language, customer } })),
  });
  return (
    <Section
      title={t('preview.title')} meaning={data?.reader ? t('preview.as', { name: data.reader }) : t('preview.asNobody')}
      actions={<SegmentedControl size="xs" aria-label={t('preview.width')} value={width} onChange={(value) => setWidth(value === 'phone' ? 'phone' : 'wide')} data={[{ value: 'wide', label: t('preview.wide') }, { value: 'phone', label: t('preview.phone') }]} />}
    >
      {error ? <FaultNotice fault={faultOf(error)} /> : null}
      {data && data.unknown.length > 0 ? <Alert className={classes.warn} color="worse" title={t('preview.unknown')}>{data.unknown.join(', ')}</Alert> : null}
      {data ? (
        <>
          <p className={classes.subject} lang={language}><strong>{data.subject}</strong></p>
          <iframe className={classes.frame} style={{ maxWidth: WIDTHS[width] }} title={t('preview.title')} sandbox="" srcDoc={data.html} />
        </>
      ) : <p>{t('preview.begin')}</p>}
    </Section>
  );
}
