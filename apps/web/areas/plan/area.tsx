import { page, type Area } from '../../shell/area.ts';

export const area: Area = {
  id: 'plan',
  routes: (root) => [
    page(root, { area: 'plan', path: '/plan', load: () => import('./objectives.tsx') }),
    page(root, { area: 'plan', path: '/plan/new', load: () => import('./new-objective.tsx') }),
  ],
  nav: [{ place: 'plan', to: '/plan', order: 10, label: { en: 'Objectives', 'zh-Hans': '目标', 'zh-Hant': '目標' } }],
};
