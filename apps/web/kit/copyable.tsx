import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './copyable.module.css';

/** Text to be pasted elsewhere: a key, a snippet, a command. */
export function Copyable({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('kit');
  return (
    <div className={classes.copyable}>
      <pre className={classes.text} tabIndex={0} aria-label={label}><code>{text}</code></pre>
      <CopyButton value={text} timeout={2000}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t('copied') : t('copy')}>
            <ActionIcon variant="default" size={34} className={classes.button} aria-label={copied ? t('copied') : t('copy')} onClick={copy}>
              {copied ? <IconCheck size={17} /> : <IconCopy size={17} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
