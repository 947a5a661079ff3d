import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import i18next from 'i18next';
import type { ComponentType } from 'react';
import type { Stage } from '#loop/loop.ts';
import type { Role } from '#vocabulary/roles.ts';
import type { Words } from '#vocabulary/words.ts';

/** Where in the menu a page stands. */
export type Place = 'home' | Stage | 'customers' | 'data' | 'settings';

export interface AreaLink {
  place: Place;
  to: string;
  label: Words;
  /** Smaller stands higher within its place; 50 when absent. The first link of a place is where its menu item leads. */
  order?: number;
  /** The least role that can use the page; 'viewer' when absent. */
  role?: Role;
}

/** A folder `areas/<id>/` with `area.tsx` that exports `area`: its pages, its links in the menu, its texts in `locales/`. */
export interface Area {
  /** The folder's name; also the namespace of its texts. */
  id: string;
  /** Pages inside the shell: the reader is signed in and has a workspace. */
  routes?: (root: AnyRoute) => AnyRoute[];
  /** Pages outside of it, such as signing in. */
  outside?: (root: AnyRoute) => AnyRoute[];
  nav?: readonly AreaLink[];
}

export interface PageDeclared {
  area: string;
  /** Absolute, parameters as `/customers/$id`. */
  path: string;
  /** Makes a chunk of its own: the page is fetched when it is first opened. The module exports `Page`. */
  load: () => Promise<{ Page: ComponentType }>;
  /** Checks the search parameters; the page reads them with `useSearch({ strict: false })`. */
  search?: (given: Record<string, unknown>) => Record<string, unknown>;
}

/** A route whose code and texts are fetched together, once. */
export function page(root: AnyRoute, { area, path, load, search }: PageDeclared): AnyRoute {
  return createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load, 'Page'),
    loader: () => i18next.loadNamespaces(area),
    ...(search ? { validateSearch: search } : {}),
  });
}
