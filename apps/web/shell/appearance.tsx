import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** Light or dark; until the reader chooses, what their system says. */
export function Appearance() {
  const { t } = useTranslation('shell');
  const { setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const next = shown === 'dark' ? 'light' : 'dark';
  return (
    <Tooltip label={t(`appearance.${next}`)}>
      <ActionIcon variant="subtle" color="gray" size={32} aria-label={t(`appearance.${next}`)} onClick={() => setColorScheme(next)}>
        {next === 'dark' ? <IconMoon size={17} /> : <IconSun size={17} />}
      </ActionIcon>
    </Tooltip>
  );
}
