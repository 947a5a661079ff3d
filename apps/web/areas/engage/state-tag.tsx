import { useTranslation } from 'react-i18next';
import type { Campaign } from '#client/gen/types.gen.ts';
import { Tag } from '../../kit/tag.tsx';

const TONES = { draft: 'quiet', sending: 'active', paused: 'worse', stopped: 'quiet', done: 'better' } as const;

export function StateTag({ state }: { state: Campaign['state'] }) {
  const { t } = useTranslation('engage');
  return <Tag tone={TONES[state]}>{t(`stateOf.${state}`)}</Tag>;
}
