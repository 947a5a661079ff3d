import { Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '#vocabulary/roles.ts';
import { faultOf } from '../../api.ts';
import { Form } from '../../kit/form.tsx';

interface NameShown {
  title: string;
  label: string;
  hint: string;
  onClose: () => void;
  onGive: (name: string, role: Role) => void;
  pending: boolean;
  refused: unknown;
  /** Asks also what the key may do. */
  withRole?: boolean;
}

/** Names a new key, so that one knows later what to revoke. */
export function NameDialog({ title, label, hint, onClose, onGive, pending, refused, withRole }: NameShown) {
  const { t } = useTranslation('settings');
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [missing, setMissing] = useState(false);
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Form
        submit={title} pending={pending} fault={refused ? faultOf(refused) : null}
        onSubmit={(event) => { event.preventDefault(); if (name.trim() === '') setMissing(true); else onGive(name.trim(), role); }}
      >
        <TextInput data-autofocus label={label} placeholder={hint} value={name} error={missing && name.trim() === '' ? t('needed') : null} onChange={(event) => setName(event.currentTarget.value)} />
        {withRole ? (
          <Select
            label={t('keys.may')} description={t(`roleMay.${role}`)} allowDeselect={false} value={role} onChange={(value) => setRole(ROLES.find((one) => one === value) ?? 'viewer')}
            data={ROLES.map((one) => ({ value: one, label: t(`role.${one}`) }))}
          />
        ) : null}
      </Form>
    </Modal>
  );
}
