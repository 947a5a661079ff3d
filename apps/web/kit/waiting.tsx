import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Holds the room of what is being fetched, so that nothing jumps when it comes. */
export function Waiting({ height = 240 }: { height?: number }) {
  const { t } = useTranslation('kit');
  return <div role="status" aria-label={t('waiting')}><Skeleton height={height} radius="md" /></div>;
}
