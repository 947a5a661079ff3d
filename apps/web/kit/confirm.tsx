import { Button, Modal, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './confirm.module.css';

interface ConfirmShown {
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: string;
  /** What will happen, and what cannot be undone. */
  children: ReactNode;
  /** What the button does: "Delete the segment". */
  action: string;
  /** Must be typed first, for what cannot be undone: the name of the thing. */
  typed?: string;
  pending?: boolean;
}

export function Confirm({ opened, onClose, onConfirm, title, children, action, typed, pending }: ConfirmShown) {
  const { t } = useTranslation('kit');
  const [text, setText] = useState('');
  const ready = typed === undefined || text.trim() === typed;
  const close = () => { setText(''); onClose(); };
  return (
    <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <form className={classes.confirm} onSubmit={(event) => { event.preventDefault(); if (ready) onConfirm(); }}>
        <div>{children}</div>
        {typed === undefined ? null : (
          <TextInput data-autofocus label={t('typeToConfirm', { typed })} value={text} onChange={(event) => setText(event.currentTarget.value)} autoComplete="off" />
        )}
        <div className={classes.buttons}>
          <Button variant="default" onClick={close}>{t('cancel')}</Button>
          <Button type="submit" color="worse" disabled={!ready} loading={pending ?? false}>{action}</Button>
        </div>
      </form>
    </Modal>
  );
}
