import { access } from './access.ts';
import { campaigns } from './campaigns.ts';
import { currencies } from './currencies.ts';
import { customers } from './customers.ts';
import { imports } from './imports.ts';
import { ingest } from './ingest.ts';
import { objectives } from './objectives.ts';
import { request } from './request.ts';
import { segments } from './segments.ts';
import { stores } from './stores.ts';

/** Every error that a person or a program can be told; one file an area. */
export const FAULTS = { ...access, ...campaigns, ...currencies, ...customers, ...imports, ...ingest, ...objectives, ...request, ...segments, ...stores } as const;
export type FaultCode = keyof typeof FAULTS;
