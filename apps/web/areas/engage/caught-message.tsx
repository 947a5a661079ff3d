import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { getCaught } from '#client/gen/sdk.gen.ts';
import { told } from '../../house.ts';
import { Answered } from '../../kit/answered.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { Moment } from '../../kit/values.tsx';
import classes from './message-editor.module.css';

/** One caught message as a reader's program would show it; links work, scripts do not. */
export function Page() {
  const { t } = useTranslation('engage');
  const id = Number(useParams({ strict: false }).id);
  const answer = useQuery({ queryKey: ['caught', id], queryFn: () => told(getCaught({ path: { id } })) });
  return (
    <Answered answer={answer} page={{ title: t('caught.title'), back: { to: '/engage/caught', label: t('caught.title') } }}>
      {(message) => (
        <KitPage title={message.subject || t('caught.noSubject')} lead={<Moment value={message.at} />} back={{ to: '/engage/caught', label: t('caught.title') }}>
          <Tabs defaultValue="html" keepMounted={false}>
            <Tabs.List mb="md">
              <Tabs.Tab value="html">{t('caught.asSeen')}</Tabs.Tab>
              <Tabs.Tab value="text">{t('caught.text')}</Tabs.Tab>
              <Tabs.Tab value="headers">{t('caught.headers')}</Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="html"><iframe className={classes.frame} title={message.subject} sandbox="allow-popups allow-popups-to-escape-sandbox" srcDoc={`<base target="_blank">${message.html}`} /></Tabs.Panel>
            <Tabs.Panel value="text"><pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{message.text}</pre></Tabs.Panel>
            <Tabs.Panel value="headers">
              <DataTable caption={t('caught.headers')} rows={message.headers.map((header, index) => ({ ...header, index }))} rowKey={(header) => header.index} columns={[
                { id: 'name', header: t('name'), cell: (header) => header.name },
                { id: 'value', header: t('caught.value'), cell: (header) => <span style={{ overflowWrap: 'anywhere' }}>{header.value}</span> },
              ]} />
            </Tabs.Panel>
          </Tabs>
        </KitPage>
      )}
    </Answered>
  );
}
