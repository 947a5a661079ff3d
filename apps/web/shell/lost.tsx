import { Button } from '@mantine/core';
import { Link, Navigate, useRouter, useRouterState, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { faultOf } from '../api.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { FaultNotice } from '../kit/fault-notice.tsx';
import { Page } from '../kit/page.tsx';
import { linksOf } from './areas.ts';
import { placeOf, rootOf } from './places.ts';

/** The root of a place leads to its first page; anything else that is not there says so and leads home. */
export function NotFound() {
  const { t } = useTranslation('shell');
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const place = placeOf(pathname);
  const first = linksOf(place, 'viewer')[0]?.to;
  if (first && pathname === rootOf(place) && pathname !== first) return <Navigate to={first} replace />;
  return (
    <Page title={t('lost.title')}>
      <EmptyState title={t('lost.what', { path: pathname })} action={<Button component={Link} to="/">{t('lost.home')}</Button>}>{t('lost.why')}</EmptyState>
    </Page>
  );
}

export function Broken({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell');
  const router = useRouter();
  return (
    <Page title={t('lost.broken')}>
      <FaultNotice fault={faultOf(error)} onRetry={() => { reset(); void router.invalidate(); }} />
    </Page>
  );
}
