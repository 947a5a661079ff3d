import { Button, TextInput, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createSegment, changeSegment, deleteSegment, getSegment } from '#client/gen/sdk.gen.ts';
import type { Segment } from '#client/gen/types.gen.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { Answered } from '../../kit/answered.tsx';
import { Confirm } from '../../kit/confirm.tsx';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Section } from '../../kit/section.tsx';
import { useAction } from '../../kit/use-action.ts';
import { LiveCount } from './live-count.tsx';
import { Members } from './members.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { useRuleWords, type Rules } from './rule-words.ts';
import classes from './segment.module.css';

/** Where most people begin: bought three times or more, not in the last 90 days. */
const BEGIN: Rules = { match: 'all', rules: [
  { fact: 'orders', comparison: 'at least', value: 3, when: { kind: 'ever' } },
  { fact: 'orders', comparison: 'exactly', value: 0, when: { kind: 'last', days: 90 } },
] };

export function Page() {
  const { id } = useParams({ strict: false });
  return id === 'new' ? <Editor key="new" segment={null} /> : <Known id={Number(id)} />;
}

function Known({ id }: { id: number }) {
  const { t } = useTranslation('engage');
  const answer = useQuery({ queryKey: ['segments', id], queryFn: () => told(getSegment({ path: { id } })) });
  return <Answered answer={answer} page={{ title: t('segments.title'), back: { to: '/engage/segments', label: t('segments.title') } }}>{(segment) => <Editor key={segment.updatedAt} segment={segment} />}</Answered>;
}

function Editor({ segment }: { segment: Segment | null }) {
  const { t } = useTranslation('engage');
  const go = useNavigate();
  const words = useRuleWords();
  const [name, setName] = useState(segment?.name ?? '');
  const [description, setDescription] = useState(segment?.description ?? '');
  const [rules, setRules] = useState<Rules>(segment?.rules ?? BEGIN);
  const [leaving, setLeaving] = useState(false);
  const body = { name: name.trim(), description, rules };
  const saving = useAction({
    act: () => told(segment ? changeSegment({ path: { id: segment.id }, body }) : createSegment({ body })), renews: [['segments']], done: t('segment.saved'),
    onDone: (saved) => { void go({ to: '/engage/segments/$id', params: { id: String(saved.id) } }); },
  });
  const deleting = useAction({ act: () => told(deleteSegment({ path: { id: segment!.id } })), renews: [['segments']], done: t('segment.deleted'), onDone: () => { void go({ to: '/engage/segments' }); } });
  const refused = saving.error ?? deleting.error;
  return (
    <KitPage
      title={segment ? segment.name : t('segment.new')} lead={words.group(rules)} back={{ to: '/engage/segments', label: t('segments.title') }}
      actions={segment ? <Button variant="default" onClick={() => setLeaving(true)}>{t('delete')}</Button> : null}
    >
      <div className={classes.columns}>
        <Section title={t('segment.rules')} meaning={t('segment.rulesWhat')}>
          <RuleEditor rules={rules} onChange={setRules} />
        </Section>
        <div className={classes.side}>
          <LiveCount rules={rules} />
          <Section title={t('segment.keep')}>
            <form className={classes.keep} onSubmit={(event) => { event.preventDefault(); saving.mutate(undefined); }}>
              <TextInput label={t('name')} value={name} maxLength={200} placeholder={t('segment.namePlaceholder')} onChange={(event) => setName(event.currentTarget.value)} required />
              <Textarea label={t('segment.note')} value={description} maxLength={2000} autosize minRows={2} onChange={(event) => setDescription(event.currentTarget.value)} />
              {refused ? <FaultNotice fault={faultOf(refused)} /> : null}
              <Button type="submit" disabled={name.trim() === ''} loading={saving.isPending}>{t('save')}</Button>
            </form>
          </Section>
        </div>
      </div>
      {segment ? <Members id={segment.id} /> : null}
      <Confirm opened={leaving} onClose={() => setLeaving(false)} title={t('segment.deleteTitle')} action={t('delete')} pending={deleting.isPending} onConfirm={() => { setLeaving(false); deleting.mutate(undefined); }}>
        {t('segment.deleteWhat', { name: segment?.name ?? '' })}
      </Confirm>
    </KitPage>
  );
}
