import { page, type Area } from '../../shell/area.ts';

/** Every piece of the kit on one page, for looking at; not part of what is delivered. */
export const area: Area = {
  id: 'kit',
  outside: (root) => (import.meta.env.PROD && import.meta.env.MODE !== 'look' ? [] : [page(root, { area: 'kit', path: '/kit', load: () => import('./kit.tsx') })]),
};
