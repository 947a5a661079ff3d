import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ApiFault } from '../api.ts';
import classes from './fault-notice.module.css';

/** A refusal. Its sentence says itself what to correct or that waiting helps; whom to turn to is added here. */
export function FaultNotice({ fault, onRetry }: { fault: ApiFault; onRetry?: () => void }) {
  const { t } = useTranslation('kit');
  return (
    <div role="alert" className={classes.notice}>
      <IconAlertTriangle size={20} className={classes.icon} aria-hidden />
      <div className={classes.words}>
        <p className={classes.message}>{fault.message}</p>
        <p className={classes.next}>{fault.next === 'ask' || fault.next === 'reconnect' ? <>{t(`next.${fault.next}`)} </> : null}<code>{fault.code}</code></p>
      </div>
      {onRetry && fault.next !== 'fix' ? <Button variant="default" size="xs" onClick={onRetry}>{t('tryAgain')}</Button> : null}
    </div>
  );
}
