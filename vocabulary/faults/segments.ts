import { faults } from './fault.ts';

export const segments = faults({
  'segments.circle': { status: 400, next: 'fix', says: {
    en: 'Segment {{id}} would contain itself. Take it out of the rules.',
    'zh-Hans': '人群 {{id}} 会包含自身，请从规则中移除。',
    'zh-Hant': '受眾 {{id}} 會包含自身，請從規則中移除。' } },
  'segments.too-deep': { status: 400, next: 'fix', says: {
    en: 'The rules stand more than five groups deep. Save an inner group as a segment of its own and name it here.',
    'zh-Hans': '规则嵌套超过五层。请把内层分组另存为人群，再在此引用。',
    'zh-Hant': '規則巢狀超過五層。請把內層群組另存為受眾，再在此引用。' } },
  'segments.in-use': { status: 409, next: 'fix', says: {
    en: 'The segment is used by “{{by}}” and stays until that is gone.',
    'zh-Hans': '人群正被“{{by}}”使用，暂不能删除。',
    'zh-Hant': '受眾正被「{{by}}」使用，暫不能刪除。' } },
});
