export { Objective, readObjectives } from './objectives/objective.ts';
export { routes } from './objectives/routes.ts';
