import { page, type Area } from '../../shell/area.ts';

export const area: Area = {
  id: 'measure',
  routes: (root) => [page(root, { area: 'measure', path: '/measure', load: () => import('./campaigns.tsx') })],
  nav: [{ place: 'measure', to: '/measure', order: 10, label: { en: 'Campaign results', 'zh-Hans': '活动成效', 'zh-Hant': '活動成效' } }],
};
