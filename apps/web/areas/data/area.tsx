import { page, type Area } from '../../shell/area.ts';

export const area: Area = {
  id: 'data',
  routes: (root) => [
    page(root, { area: 'data', path: '/data', load: () => import('./imports.tsx') }),
    page(root, { area: 'data', path: '/data/import', load: () => import('./wizard.tsx'), search: (given) => (typeof given['file'] === 'string' && /^[0-9a-f]{64}$/.test(given['file']) ? { file: given['file'] } : {}) }),
    page(root, { area: 'data', path: '/data/imports/$id', load: () => import('./import.tsx') }),
    page(root, { area: 'data', path: '/data/quality', load: () => import('./quality.tsx') }),
  ],
  nav: [
    { place: 'data', to: '/data', order: 10, label: { en: 'Imports', 'zh-Hans': '导入', 'zh-Hant': '匯入' } },
    { place: 'data', to: '/data/quality', order: 20, label: { en: 'Data quality', 'zh-Hans': '数据质量', 'zh-Hant': '資料品質' } },
  ],
};
