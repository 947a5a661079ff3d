export { judgeAll, readProposals } from './proposals/proposals.ts';
export { routes } from './proposals/routes.ts';
