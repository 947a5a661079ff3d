import { page, type Area } from '../../shell/area.ts';

export const area: Area = {
  id: 'home',
  routes: (root) => [page(root, { area: 'home', path: '/', load: () => import('./home.tsx') })],
  nav: [{ place: 'home', to: '/', label: { en: 'Home', 'zh-Hans': '首页', 'zh-Hant': '首頁' } }],
};
