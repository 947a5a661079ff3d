import type { TestProject } from 'vitest/node';
import { startBroker } from './broker.ts';

declare module 'vitest' {
  export interface ProvidedContext { storesBroker: string }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { socket, stop } = await startBroker();
  project.provide('storesBroker', socket);
  return stop;
}
