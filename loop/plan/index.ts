export { metricOf, Objective, readObjectives } from './objectives/objective.ts';
export { addDays, daysBetween } from './objectives/progress.ts';
export { routes } from './objectives/routes.ts';
