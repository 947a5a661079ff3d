import { Kbd, Modal, Table } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSay } from './language.ts';
import { ALL_PLACES, rootOf } from './places.ts';

const SHOW = 'tributary:shortcuts';
export const showShortcuts = (): void => { window.dispatchEvent(new Event(SHOW)); };

/** Letters typed into a field are the field's. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** `g` and a letter go to a place, `?` shows which; a second letter more than a second later counts for nothing. */
export function Shortcuts() {
  const { t } = useTranslation('shell');
  const words = useSay();
  const navigate = useNavigate();
  const [shown, setShown] = useState(false);
  const gAt = useRef(-Infinity);

  useEffect(() => {
    const show = () => setShown(true);
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === '?') { show(); return; }
      if (event.key === 'g') { gAt.current = event.timeStamp; return; }
      const place = ALL_PLACES.find((one) => one.letter === event.key);
      if (place && event.timeStamp - gAt.current < 1000) {
        setShown(false);
        void navigate({ to: rootOf(place.place) });
      }
      gAt.current = -Infinity;
    };
    window.addEventListener('keydown', press);
    window.addEventListener(SHOW, show);
    return () => { window.removeEventListener('keydown', press); window.removeEventListener(SHOW, show); };
  }, [navigate]);

  return (
    <Modal opened={shown} onClose={() => setShown(false)} title={t('shortcuts.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Table withRowBorders={false} verticalSpacing={5}>
        <Table.Tbody>
          {ALL_PLACES.map(({ place, label, letter }) => (
            <Table.Tr key={place}><Table.Th scope="row" fw={400}>{words(label)}</Table.Th><Table.Td ta="right"><Kbd>g</Kbd> <Kbd>{letter}</Kbd></Table.Td></Table.Tr>
          ))}
          <Table.Tr><Table.Th scope="row" fw={400}>{t('shortcuts.title')}</Table.Th><Table.Td ta="right"><Kbd>?</Kbd></Table.Td></Table.Tr>
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
