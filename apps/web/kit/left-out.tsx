import { Alert } from '@mantine/core';
import { IconCoins } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LeftOut } from '#client/gen/types.gen.ts';
import { useFormat } from './use-format.tsx';

/** Says which orders the sums of money beside it do not have, and where that is mended; nothing where they have all. */
export function LeftOutNote({ leftOut }: { leftOut: readonly LeftOut[] | null | undefined }) {
  const { t } = useTranslation('kit');
  const format = useFormat();
  if (!leftOut || leftOut.length === 0) return null;
  const orders = format.list(leftOut.map((each) => t('leftOut.orders', { count: each.orders, shown: format.count(each.orders), currency: each.currency })));
  return (
    <Alert color="worse" variant="light" icon={<IconCoins size={20} aria-hidden />}>
      {t('leftOut.says', { orders })} <Link to="/settings" hash="rates">{t('leftOut.give')}</Link>
    </Alert>
  );
}
