import { z } from 'zod';

/** Days, both included, in the workspace's time zone. */
export const Period = z.object({ from: z.iso.date(), to: z.iso.date() }).refine((period) => period.from <= period.to, { message: 'from is after to', path: ['from'] });
export type Period = z.infer<typeof Period>;
