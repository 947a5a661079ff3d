import { useQuery, keepPreviousData } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inspectImportFile, listImportKinds, startImport } from '#client/gen/sdk.gen.ts';
import { faultOf } from '../../api.ts';
import { told } from '../../house.ts';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { Page as KitPage } from '../../kit/page.tsx';
import { useAction } from '../../kit/use-action.ts';
import { Waiting } from '../../kit/waiting.tsx';
import { Check } from './check.tsx';
import type { Given } from './inspection.ts';
import { Mapping } from './mapping.tsx';
import { Steps } from './steps.tsx';
import { Upload } from './upload.tsx';

/** Bringing in a file: upload, columns with a preview, a check of every row, the import. */
export function Page() {
  const { t } = useTranslation('data');
  const { file } = useSearch({ strict: false }) as { file?: string };
  const navigate = useNavigate();
  const taken = (sha256: string | undefined): void => { void navigate({ to: '/data/import', search: sha256 === undefined ? {} : { file: sha256 } }); };
  return (
    <KitPage title={t('wizard.title')} lead={t('wizard.lead')} back={{ to: '/data', label: t('imports.title') }}>
      {file === undefined ? <><Steps at={0} /><Upload onTaken={taken} /></> : <Understood key={file} file={file} onOther={() => taken(undefined)} />}
    </KitPage>
  );
}

function Understood({ file, onOther }: { file: string; onOther: () => void }) {
  const navigate = useNavigate();
  const [given, setGiven] = useState<Given>({});
  const [checking, setChecking] = useState<number | null>(null);
  const kinds = useQuery({ queryKey: ['import-kinds'], queryFn: async () => (await told(listImportKinds())).kinds, staleTime: Infinity });
  const seen = useQuery({ queryKey: ['inspect', file, given], queryFn: () => told(inspectImportFile({ body: { file, ...given } })), placeholderData: keepPreviousData, staleTime: Infinity, retry: false });
  const starting = useAction({
    act: (dryRun: boolean) => told(startImport({ body: { file, plan: seen.data!.plan, dryRun } })), renews: [['imports']],
    onDone: (made, dryRun) => { if (dryRun) setChecking(made.id); else void navigate({ to: '/data/imports/$id', params: { id: String(made.id) } }); },
  });
  if (seen.error && !seen.data) return <><Steps at={0} /><FaultNotice fault={faultOf(seen.error)} /><Upload onTaken={(sha256) => void navigate({ to: '/data/import', search: { file: sha256 } })} /></>;
  if (!seen.data || !kinds.data) return <><Steps at={1} /><Waiting height={520} /></>;
  const change = (more: Given): void => setGiven({ ...given, ...more });
  return (
    <>
      <Steps at={checking === null ? 1 : 2} />
      {seen.error ? <FaultNotice fault={faultOf(seen.error)} /> : null}
      {starting.error ? <FaultNotice fault={faultOf(starting.error)} /> : null}
      {checking === null
        ? <Mapping inspection={seen.data} kinds={kinds.data} pending={seen.isFetching} starting={starting.isPending} onChange={change} onCheck={() => starting.mutate(true)} onImport={() => starting.mutate(false)} onOther={onOther} />
        : <Check id={checking} starting={starting.isPending} onBack={() => setChecking(null)} onImport={() => starting.mutate(false)} />}
    </>
  );
}
