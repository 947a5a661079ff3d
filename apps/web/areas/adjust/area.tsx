import { page, type Area } from '../../shell/area.ts';

export const area: Area = {
  id: 'adjust',
  routes: (root) => [page(root, { area: 'adjust', path: '/adjust', load: () => import('./proposals.tsx') })],
  nav: [{ place: 'adjust', to: '/adjust', order: 10, label: { en: 'Proposals', 'zh-Hans': '建议', 'zh-Hant': '建議' } }],
};
