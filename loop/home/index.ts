import { route, type AnyRoute } from '#platform/http/route.ts';
import { Home, readHome } from './home.ts';

export const routes: AnyRoute[] = [
  route({
    method: 'GET', path: '/home', operation: 'getHome', area: 'workspace', access: 'viewer', summary: 'The loop with today\'s numbers on it.',
    shapes: { response: Home },
    handle: (call) => readHome(call, call.language),
  }),
];
