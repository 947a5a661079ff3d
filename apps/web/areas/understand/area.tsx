import { page, type Area } from '../../shell/area.ts';

/** The questions that every company asks first stand in the menu; all others of the stage under "All questions". */
export const area: Area = {
  id: 'understand',
  routes: (root) => [
    page(root, { area: 'understand', path: '/understand', load: () => import('./overview.tsx') }),
    page(root, { area: 'understand', path: '/understand/questions', load: () => import('./questions.tsx') }),
    page(root, { area: 'understand', path: '/understand/$report', load: () => import('./report-page.tsx') }),
  ],
  nav: [
    { place: 'understand', to: '/understand', order: 10, label: { en: 'At a glance', 'zh-Hans': '概览', 'zh-Hant': '總覽' } },
    { place: 'understand', to: '/understand/revenue-by-month', order: 20, label: { en: 'Revenue', 'zh-Hans': '收入', 'zh-Hant': '營收' } },
    { place: 'understand', to: '/understand/revenue-by-country', order: 21, label: { en: 'Countries', 'zh-Hans': '国家和地区', 'zh-Hant': '國家與地區' } },
    { place: 'understand', to: '/understand/revenue-by-product', order: 22, label: { en: 'Products', 'zh-Hans': '商品', 'zh-Hant': '商品' } },
    { place: 'understand', to: '/understand/new-and-returning', order: 30, label: { en: 'New and returning', 'zh-Hans': '新客与老客', 'zh-Hant': '新客與回購' } },
    { place: 'understand', to: '/understand/cohorts', order: 31, label: { en: 'Cohorts', 'zh-Hans': '同期群', 'zh-Hant': '同期群' } },
    { place: 'understand', to: '/understand/rfm-groups', order: 32, label: { en: 'Groups', 'zh-Hans': '客户分组', 'zh-Hant': '顧客分組' } },
    { place: 'understand', to: '/understand/questions', order: 90, label: { en: 'All questions', 'zh-Hans': '全部问题', 'zh-Hant': '全部問題' } },
  ],
};
