/** The front door of the customer base. */
export { hash63, joined, personOf, words63 } from './identity/person.ts';
export { homeCountry, normalise, normaliseEmail, normaliseId, normalisePhone } from './identity/normalise.ts';
export { CUSTOMERS_TOPIC, announceCustomers, foreseeIdentify, identify, identifyIn, type Identified } from './identity/identify.ts';
export type { IdentifyItem } from './identity/said.ts';
export { copyCustomers } from './identity/copy.ts';
export { inForce, ledgerOf, recordConsents, type ConsentEntry, type ConsentState } from './consent/ledger.ts';
export { routes as consentRoutes } from './consent/routes.ts';
export { suppress, suppressed, type Suppression, type SuppressionReason } from './consent/suppression.ts';
export { RuleGroup, type Condition } from './segments/rules.ts';
export { countSegment, membersOf } from './segments/queries.ts';
export { findSegment, routes as segmentRoutes } from './segments/routes.ts';
export { routes as customerRoutes } from './profile/routes.ts';
export { readBuilds } from './currencies/queries.ts';
export { readConverted } from './currencies/converted.ts';
export { readLeftOut } from './currencies/left-out.ts';
export { routes as currencyRoutes } from './currencies/routes.ts';
