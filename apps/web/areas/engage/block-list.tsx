import { ActionIcon, Button, Menu, TextInput, Textarea } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MessageContent } from '#client/gen/types.gen.ts';
import classes from './message-editor.module.css';

type Block = MessageContent['blocks'][number];
const KINDS = ['heading', 'text', 'button', 'image', 'divider'] as const;

function fresh(kind: Block['kind']): Block {
  switch (kind) {
    case 'heading': case 'text': return { kind, text: '' };
    case 'button': return { kind, label: '', url: 'https://' };
    case 'image': return { kind, url: 'https://', alt: '' };
    case 'divider': return { kind };
  }
}

/** The parts of a message in their order; moved with buttons, so that keyboard and phone do as well as a mouse. */
export function BlockList({ blocks, onChange }: { blocks: Block[]; onChange: (blocks: Block[]) => void }) {
  const { t } = useTranslation('engage');
  const put = (index: number, block: Block): void => onChange(blocks.map((each, i) => (i === index ? block : each)));
  const move = (index: number, by: -1 | 1): void => {
    const next = [...blocks];
    [next[index], next[index + by]] = [next[index + by]!, next[index]!];
    onChange(next);
  };
  return (
    <>
      <ul className={classes.blocks}>
        {blocks.map((block, index) => (
          <li key={index} className={classes.block}>
            <div className={classes.blockHead}>
              <span>{t(`block.${block.kind}`)}</span>
              <span>
                <ActionIcon variant="subtle" color="gray" disabled={index === 0} aria-label={t('block.up', { number: index + 1 })} onClick={() => move(index, -1)}><IconArrowUp size={16} /></ActionIcon>
                <ActionIcon variant="subtle" color="gray" disabled={index === blocks.length - 1} aria-label={t('block.down', { number: index + 1 })} onClick={() => move(index, 1)}><IconArrowDown size={16} /></ActionIcon>
                <ActionIcon variant="subtle" color="gray" disabled={blocks.length === 1} aria-label={t('block.remove', { number: index + 1 })} onClick={() => onChange(blocks.filter((_, i) => i !== index))}><IconTrash size={16} /></ActionIcon>
              </span>
            </div>
            <BlockFields block={block} onChange={(changed) => put(index, changed)} />
          </li>
        ))}
      </ul>
      <Menu position="bottom-start">
        <Menu.Target><Button variant="light" size="sm" leftSection={<IconPlus size={16} aria-hidden />} style={{ justifySelf: 'start' }}>{t('block.add')}</Button></Menu.Target>
        <Menu.Dropdown>{KINDS.map((kind) => <Menu.Item key={kind} onClick={() => onChange([...blocks, fresh(kind)])}>{t(`block.${kind}`)}</Menu.Item>)}</Menu.Dropdown>
      </Menu>
    </>
  );
}

function BlockFields({ block, onChange }: { block: Block; onChange: (block: Block) => void }) {
  const { t } = useTranslation('engage');
  switch (block.kind) {
    case 'heading': return <TextInput aria-label={t('block.heading')} value={block.text} onChange={(event) => onChange({ ...block, text: event.currentTarget.value })} />;
    case 'text': return <Textarea aria-label={t('block.text')} description={t('block.textHint')} autosize minRows={4} value={block.text} onChange={(event) => onChange({ ...block, text: event.currentTarget.value })} />;
    case 'button': return (
      <>
        <TextInput label={t('block.label')} value={block.label} onChange={(event) => onChange({ ...block, label: event.currentTarget.value })} />
        <TextInput label={t('block.url')} type="url" value={block.url} onChange={(event) => onChange({ ...block, url: event.currentTarget.value })} />
      </>
    );
    case 'image': return (
      <>
        <TextInput label={t('block.imageUrl')} type="url" value={block.url} onChange={(event) => onChange({ ...block, url: event.currentTarget.value })} />
        <TextInput label={t('block.alt')} description={t('block.altWhy')} value={block.alt} onChange={(event) => onChange({ ...block, alt: event.currentTarget.value })} />
      </>
    );
    case 'divider': return null;
  }
}
