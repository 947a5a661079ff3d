import { Button, Loader } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { UploadImportFileResponse } from '#client/gen/types.gen.ts';
import { api, faultOf } from '../../api.ts';
import { FaultNotice } from '../../kit/fault-notice.tsx';
import { useAction } from '../../kit/use-action.ts';
import classes from './data.module.css';

/** Takes a file by dragging or choosing; it is kept, and nothing of it is written yet. */
export function Upload({ onTaken }: { onTaken: (sha256: string) => void }) {
  const { t } = useTranslation('data');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const sending = useAction({
    act: (file: File) => {
      const form = new FormData();
      form.append('file', file);
      return api.post<UploadImportFileResponse>('/imports/files', form);
    },
    renews: [], onDone: ({ file }) => onTaken(file),
  });
  const take = (files: FileList | null): void => { const file = files?.[0]; if (file) sending.mutate(file); };
  const drop = (event: DragEvent): void => { event.preventDefault(); setOver(false); take(event.dataTransfer.files); };
  return (
    <>
      {sending.error ? <FaultNotice fault={faultOf(sending.error)} /> : null}
      <div className={classes.drop} data-over={over || undefined} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
        {sending.isPending ? <div role="status" className={classes.stack}><Loader size="sm" /><p className={classes.words}>{t('upload.sending', { file: sending.variables.name })}</p></div> : (
          <>
            <IconUpload size={28} stroke={1.6} aria-hidden />
            <p className={classes.words}>{t('upload.drop')}</p>
            <Button onClick={() => input.current?.click()}>{t('upload.choose')}</Button>
            <p className={classes.quiet}>{t('upload.formats')}</p>
          </>
        )}
        <input ref={input} type="file" className={classes.hidden} tabIndex={-1} aria-label={t('upload.choose')} accept=".csv,.tsv,.txt,.xlsx,.ndjson,.jsonl,.parquet,.gz" onChange={(event) => { take(event.currentTarget.files); event.currentTarget.value = ''; }} />
      </div>
      <p className={classes.quiet}>{t('upload.what')}</p>
    </>
  );
}
