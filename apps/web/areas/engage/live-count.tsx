import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { countSegment } from '#client/gen/sdk.gen.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Figure, Figures } from '../../kit/figure.tsx';
import { LeftOutNote } from '../../kit/left-out.tsx';
import { Section } from '../../kit/section.tsx';
import { useFormat } from '../../kit/use-format.tsx';
import type { Rules } from './rule-words.ts';

/** How many people the rules choose right now, counted again while they are written. */
export function LiveCount({ rules }: { rules: Rules }) {
  const { t } = useTranslation('engage');
  const format = useFormat();
  const [settled] = useDebouncedValue(rules, 300);
  const { data, error, isFetching } = useQuery({
    queryKey: ['segments', 'count', settled], queryFn: () => told(countSegment({ body: { rules: settled } })), placeholderData: keepPreviousData, retry: false,
  });
  return (
    <Section title={t('count.title')} meaning={data && !error ? t('count.meaning', { share: format.share(data.everybody === 0 ? 0 : data.customers / data.everybody) }) : null}>
      {error ? <FaultNotice fault={faultOf(error)} /> : (
        <div aria-live="polite" aria-busy={isFetching}>
          <LeftOutNote leftOut={data?.leftOut} />
          <Figures>
            <Figure label={t('count.customers')} value={data ? format.count(data.customers) : null} />
            <Figure label={t('count.reachable')} value={data ? format.count(data.emailConsent) : null} note={data ? t('count.withEmail', { count: data.withEmail, shown: format.count(data.withEmail) }) : null} />
          </Figures>
        </div>
      )}
    </Section>
  );
}
