import { page, type Area } from '../../shell/area.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');

export const area: Area = {
  id: 'customers',
  routes: (root) => [
    page(root, { area: 'customers', path: '/customers', load: () => import('./list.tsx'), search: (given) => (text(given['search']) === '' ? {} : { search: text(given['search']) }) }),
    page(root, { area: 'customers', path: '/customers/duplicates', load: () => import('./duplicates.tsx') }),
    page(root, { area: 'customers', path: '/customers/$id', load: () => import('./customer.tsx') }),
  ],
  nav: [
    { place: 'customers', to: '/customers', order: 10, label: { en: 'All customers', 'zh-Hans': '全部客户', 'zh-Hant': '全部顧客' } },
    { place: 'customers', to: '/customers/duplicates', order: 20, label: { en: 'Possible duplicates', 'zh-Hans': '疑似重复', 'zh-Hant': '疑似重複' } },
  ],
};
