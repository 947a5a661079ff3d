import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconLanguage } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LANGUAGES, LANGUAGE_NAMES, type Language } from '#vocabulary/words.ts';
import { changeLanguage } from './i18n.ts';
import { useLanguage } from './language.ts';
import classes from './switch.module.css';

export function LanguageSwitch() {
  const { t } = useTranslation('shell');
  const language = useLanguage();
  const queries = useQueryClient();
  // The server writes some sentences: they are asked again in the new language.
  const choose = (next: Language) => void changeLanguage(next).then(() => queries.invalidateQueries());
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton className={classes.switch} aria-label={t('languageNamed', { name: LANGUAGE_NAMES[language] })}>
          <IconLanguage size={17} aria-hidden /><span lang={language}>{LANGUAGE_NAMES[language]}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((one) => (
          <Menu.Item key={one} lang={one} onClick={() => choose(one)} rightSection={one === language ? <IconCheck size={16} aria-label={t('chosen')} /> : null}>
            {LANGUAGE_NAMES[one]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
