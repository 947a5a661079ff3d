import { page, type Area } from '../../shell/area.ts';

/** How one gets in: signing in, and the first start of an installation or a company. */
export const area: Area = {
  id: 'entry',
  outside: (root) => [
    page(root, { area: 'entry', path: '/sign-in', load: () => import('./sign-in.tsx') }),
    page(root, { area: 'entry', path: '/start', load: () => import('./start.tsx') }),
  ],
};
