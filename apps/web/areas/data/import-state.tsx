import { useTranslation } from 'react-i18next';
import type { GetImportResponse } from '#client/gen/types.gen.ts';
import { Tag } from '../../kit/tag.tsx';

const TONES = { waiting: 'quiet', running: 'active', stopped: 'quiet', done: 'better', failed: 'worse' } as const;

export function ImportState({ state }: { state: GetImportResponse['state'] }) {
  const { t } = useTranslation('data');
  return <Tag tone={TONES[state]}>{t(`is.${state}`)}</Tag>;
}
