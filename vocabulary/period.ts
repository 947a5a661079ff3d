import { z } from 'zod';

/** Days, both included, in the workspace's time zone. */
export const Period = z.object({ from: z.iso.date(), to: z.iso.date() }).refine((period) => period.from <= period.to, { path: ['from'], params: { says: { en: 'it lies after the end', 'zh-Hans': '晚于结束日期', 'zh-Hant': '晚於結束日期' } } });
export type Period = z.infer<typeof Period>;
