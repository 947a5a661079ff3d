import { Button, Tabs, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { removeCampaignContent, setCampaignContent } from '#client/gen/sdk.gen.ts';
import type { Campaign, MessageContent } from '#client/gen/types.gen.ts';
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '#vocabulary/words.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Section } from '../../kit/section.tsx';
import { useAction } from '../../kit/use-action.ts';
import { BlockList } from './block-list.tsx';
import { MessagePreview } from './message-preview.tsx';
import classes from './message-editor.module.css';

const first = (language: Language): MessageContent => ({
  subject: '', preheader: '',
  blocks: [{ kind: 'text', text: language === 'en' ? 'Dear {{ customer.first_name | default: "customer" }},\n\n' : '{{ customer.name | default: "您好" }}：\n\n' }],
});

/** The message, a tab a language; what stands on the left is seen on the right as a reader would get it. */
export function MessageEditor({ campaign, mayChange, onDone }: { campaign: Campaign; mayChange: boolean; onDone: () => void }) {
  const written = LANGUAGES.filter((language) => campaign.contents[language]);
  const [language, setLanguage] = useState<Language>(written[0] ?? 'en');
  return (
    <Tabs value={language} variant="pills" keepMounted={false} onChange={(value) => setLanguage(LANGUAGES.find((each) => each === value) ?? 'en')}>
      <Tabs.List mb="md">{LANGUAGES.map((each) => <Tabs.Tab key={each} value={each} lang={each}>{LANGUAGE_NAMES[each]}{campaign.contents[each] ? ' ✓' : ''}</Tabs.Tab>)}</Tabs.List>
      <Tabs.Panel value={language}><OneLanguage key={language} campaign={campaign} language={language} mayChange={mayChange} onDone={onDone} /></Tabs.Panel>
    </Tabs>
  );
}

function OneLanguage({ campaign, language, mayChange, onDone }: { campaign: Campaign; language: Language; mayChange: boolean; onDone: () => void }) {
  const { t } = useTranslation('engage');
  const kept = campaign.contents[language] ?? null;
  const [content, setContent] = useState<MessageContent>(kept ?? first(language));
  const path = { id: campaign.id, language };
  const saving = useAction({ act: () => told(setCampaignContent({ path, body: content })), renews: [['campaigns']], done: t('message.saved') });
  const removing = useAction({ act: () => told(removeCampaignContent({ path })), renews: [['campaigns']], onDone: () => setContent(first(language)) });
  const refused = saving.error ?? removing.error;
  return (
    <div className={classes.columns}>
      <Section title={t('step.message')} meaning={t('message.what')}>
        <fieldset className={classes.fields} disabled={!mayChange}>
          <TextInput label={t('message.subject')} value={content.subject} maxLength={300} onChange={(event) => setContent({ ...content, subject: event.currentTarget.value })} />
          <TextInput label={t('message.preheader')} description={t('message.preheaderWhat')} value={content.preheader ?? ''} maxLength={300} onChange={(event) => setContent({ ...content, preheader: event.currentTarget.value })} />
          <BlockList blocks={content.blocks} onChange={(blocks) => setContent({ ...content, blocks })} />
          {refused ? <FaultNotice fault={faultOf(refused)} /> : null}
          {mayChange ? (
            <div className={classes.buttons}>
              <Button loading={saving.isPending} disabled={content.subject.trim() === ''} onClick={() => saving.mutate(undefined)}>{t('save')}</Button>
              <Button variant="default" loading={saving.isPending} disabled={content.subject.trim() === ''} onClick={() => saving.mutate(undefined, { onSuccess: onDone })}>{t('saveAndOn')}</Button>
              {kept ? <Button variant="subtle" color="gray" loading={removing.isPending} onClick={() => removing.mutate(undefined)}>{t('message.remove')}</Button> : null}
            </div>
          ) : null}
        </fieldset>
      </Section>
      <MessagePreview content={content} language={language} segment={campaign.segment} />
    </div>
  );
}
