import { ActionIcon, Button, Menu, SegmentedControl } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConditionFields } from './condition-fields.tsx';
import { FACTS, fresh } from './facts.ts';
import { isGroup, type Rule, type Rules } from './rule-words.ts';
import classes from './rule-editor.module.css';

/** Conditions joined by all or any, groups within groups. */
export function RuleEditor({ rules, onChange, depth = 0 }: { rules: Rules; onChange: (rules: Rules) => void; depth?: number }) {
  const { t } = useTranslation('engage');
  const put = (index: number, rule: Rule | null): void => {
    onChange({ ...rules, rules: rule === null ? rules.rules.filter((_, i) => i !== index) : rules.rules.map((each, i) => (i === index ? rule : each)) });
  };
  return (
    <div className={classes.group} data-inner={depth > 0 || undefined} role="group" aria-label={t('rule.group')}>
      <SegmentedControl
        className={classes.match} aria-label={t('rule.match')} value={rules.match} onChange={(match) => onChange({ ...rules, match: match === 'any' ? 'any' : 'all' })}
        data={[{ value: 'all', label: t('rule.all') }, { value: 'any', label: t('rule.any') }]}
      />
      {rules.rules.length === 0 ? <p className={classes.none}>{t('rule.noneYet')}</p> : null}
      <ul className={classes.rules}>
        {rules.rules.map((rule, index) => (
          <li key={index} className={classes.rule}>
            <div className={classes.fields}>
              {isGroup(rule)
                ? <RuleEditor rules={rule} depth={depth + 1} onChange={(inner) => put(index, inner)} />
                : <ConditionFields condition={rule} onChange={(changed) => put(index, changed)} />}
            </div>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('rule.remove', { number: index + 1 })} onClick={() => put(index, null)}><IconTrash size={17} /></ActionIcon>
          </li>
        ))}
      </ul>
      <div className={classes.add}>
        <Menu position="bottom-start">
          <Menu.Target><Button variant="light" size="sm" leftSection={<IconPlus size={16} aria-hidden />}>{t('rule.add')}</Button></Menu.Target>
          <Menu.Dropdown>
            {FACTS.map((fact) => <Menu.Item key={fact} onClick={() => onChange({ ...rules, rules: [...rules.rules, fresh(fact)] })}>{t(`fact.${fact}`)}</Menu.Item>)}
          </Menu.Dropdown>
        </Menu>
        {depth < 3 ? <Button variant="subtle" size="sm" onClick={() => onChange({ ...rules, rules: [...rules.rules, { match: rules.match === 'all' ? 'any' : 'all', rules: [] }] })}>{t('rule.addGroup')}</Button> : null}
      </div>
    </div>
  );
}
