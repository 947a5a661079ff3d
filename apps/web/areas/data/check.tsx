import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../kit/answered.tsx';
import classes from './data.module.css';
import { ImportProgress, isAtWork, useImport } from './progress.tsx';

/** Every row was read and none was written: what an import would do. */
export function Check({ id, starting, onBack, onImport }: { id: number; starting: boolean; onBack: () => void; onImport: () => void }) {
  const { t } = useTranslation('data');
  const answer = useImport(id);
  return (
    <Answered answer={answer}>
      {(asked) => (
        <>
          <ImportProgress asked={asked} />
          <div className={classes.buttons}>
            <Button loading={starting} disabled={isAtWork(asked) || asked.rowsNew + asked.rowsSame === 0} onClick={onImport}>{t('check.import')}</Button>
            <Button variant="default" onClick={onBack}>{t('check.back')}</Button>
          </div>
        </>
      )}
    </Answered>
  );
}
