import type { QueryClient } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, type AnyRouter } from '@tanstack/react-router';
import { ApiFault } from '../api.ts';
import { areas } from './areas.ts';
import { Broken, NotFound } from './lost.tsx';
import { chooseWorkspace, companyQuery, meQuery } from './session.ts';

/** Signed in and with a workspace, or sent to where one gets that; the way back is kept in `to`. */
async function admit(queries: QueryClient, to: string): Promise<void> {
  const me = await queries.ensureQueryData(meQuery).catch((error: unknown) => {
    if (error instanceof ApiFault && error.status === 401) throw redirect({ to: '/sign-in', search: { to } });
    throw error;
  });
  const chosen = chooseWorkspace(me);
  if (!chosen) throw redirect({ to: '/start' });
  await queries.ensureQueryData(companyQuery(chosen.workspace));
}

export function makeRouter(queries: QueryClient): AnyRouter {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
  const house = createRoute({
    getParentRoute: () => root,
    id: 'house',
    component: lazyRouteComponent(() => import('./shell.tsx'), 'Shell'),
    beforeLoad: ({ location }) => admit(queries, location.href),
    notFoundComponent: NotFound,
  });
  const elsewhere = createRoute({ getParentRoute: () => house, path: '$', component: NotFound }); // within the house, so that the way on stands beside it
  house.addChildren([...areas.flatMap((area) => area.routes?.(house) ?? []), elsewhere]);
  return createRouter({
    routeTree: root.addChildren([house, ...areas.flatMap((area) => area.outside?.(root) ?? [])]),
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotFound,
  });
}
