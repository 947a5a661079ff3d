import { page, type Area } from '../../shell/area.ts';

export const area: Area = {
  id: 'engage',
  routes: (root) => [
    page(root, { area: 'engage', path: '/engage', load: () => import('./campaigns.tsx') }),
    page(root, { area: 'engage', path: '/engage/campaigns/$id', load: () => import('./campaign.tsx') }),
    page(root, { area: 'engage', path: '/engage/segments', load: () => import('./segments.tsx') }),
    page(root, { area: 'engage', path: '/engage/segments/$id', load: () => import('./segment.tsx') }),
    page(root, { area: 'engage', path: '/engage/caught', load: () => import('./caught.tsx') }),
    page(root, { area: 'engage', path: '/engage/caught/$id', load: () => import('./caught-message.tsx') }),
  ],
  nav: [
    { place: 'engage', to: '/engage', order: 10, label: { en: 'Campaigns', 'zh-Hans': '营销活动', 'zh-Hant': '行銷活動' } },
    { place: 'engage', to: '/engage/segments', order: 20, label: { en: 'Audiences', 'zh-Hans': '人群', 'zh-Hant': '受眾' } },
    { place: 'engage', to: '/engage/caught', order: 30, label: { en: 'Caught messages', 'zh-Hans': '内置收件箱', 'zh-Hant': '內建收件匣' } },
  ],
};
