import { page, type Area } from '../../shell/area.ts';

export const area: Area = {
  id: 'settings',
  routes: (root) => [
    page(root, { area: 'settings', path: '/settings', load: () => import('./company.tsx') }),
    page(root, { area: 'settings', path: '/settings/people', load: () => import('./people.tsx') }),
    page(root, { area: 'settings', path: '/settings/websites', load: () => import('./websites.tsx') }),
    page(root, { area: 'settings', path: '/settings/keys', load: () => import('./keys.tsx') }),
    page(root, { area: 'settings', path: '/settings/history', load: () => import('./history.tsx') }),
  ],
  nav: [
    { place: 'settings', to: '/settings', order: 10, label: { en: 'Company', 'zh-Hans': '公司', 'zh-Hant': '公司' } },
    { place: 'settings', to: '/settings/people', order: 20, label: { en: 'People', 'zh-Hans': '成员', 'zh-Hant': '成員' } },
    { place: 'settings', to: '/settings/websites', order: 30, role: 'analyst', label: { en: 'Websites', 'zh-Hans': '网站', 'zh-Hant': '網站' } },
    { place: 'settings', to: '/settings/keys', order: 40, role: 'owner', label: { en: 'API keys', 'zh-Hans': 'API 密钥', 'zh-Hant': 'API 金鑰' } },
    { place: 'settings', to: '/settings/history', order: 50, role: 'owner', label: { en: 'Who changed what', 'zh-Hans': '变更记录', 'zh-Hant': '變更紀錄' } },
  ],
};
