import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, ApiFault, faultOf } from '../../api.ts';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Waiting } from '../../kit/waiting.tsx';
import { meQuery } from '../../shell/session.ts';
import { ChooseCompany } from './choose-company.tsx';
import { CreateOwner } from './create-owner.tsx';
import { EntryFrame } from './entry-frame.tsx';
import type { StartAnswer } from './start-answer.ts';

/** An installation without an owner gets one; then, or for a further company: the sample, or one's own. */
export function Page() {
  const { t } = useTranslation('entry');
  const start = useQuery({ queryKey: ['start'], queryFn: () => api.get<StartAnswer>('/start') });
  const me = useQuery({ ...meQuery, enabled: start.data?.hasOwner === true });
  if (start.isError) return <EntryFrame title={t('start.title')}><FaultNotice fault={faultOf(start.error)} onRetry={() => void start.refetch()} /></EntryFrame>;
  if (start.data?.hasOwner === false) return <CreateOwner />;
  if (me.error instanceof ApiFault && me.error.status === 401) return <Navigate to="/sign-in" search={{ to: '/start' }} replace />;
  if (me.isError) return <EntryFrame title={t('start.title')}><FaultNotice fault={faultOf(me.error)} onRetry={() => void me.refetch()} /></EntryFrame>;
  if (!start.data || !me.data) return <EntryFrame title={t('start.title')}><Waiting height={220} /></EntryFrame>;
  return <ChooseCompany me={me.data} />;
}
