import type { Options, Table } from '#science/models/contract.ts';

/** What a thread is asked to compute. */
export type ScienceOrder = { model: string; table: Table; options: Options; seed: number | string } & ({ step: 'fit' } | { step: 'predict'; fit: unknown });
