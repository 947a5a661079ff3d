// Written by tools/tables.ts from the migrations; do not edit.
import type { ColumnType } from 'kysely';

/** Written as text, so that an array is never taken for one of PostgreSQL's: JSON.stringify(value). */
export type Json = ColumnType<JsonValue, string, string>;
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };
/** Read as text, since a JavaScript number would round it. */
export type Numeric = ColumnType<string, number | string, number | string>;
export type Timestamp = ColumnType<Date, Date | string, Date | string>;
/** May be left out when a row is inserted. */
export type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
/** Cannot be given. */
export type GeneratedAlways<T> = ColumnType<T, never, never>;

export interface AuditEntry {
  workspace: number;
  id: GeneratedAlways<number>;
  at: Generated<Timestamp>;
  actor: string;
  action: string;
  subject: string;
  detail: Generated<Json>;
}

export interface Campaign {
  workspace: number;
  id: GeneratedAlways<number>;
  objective: number | null;
  name: string;
  channel: string;
  segment: number | null;
  purpose: Generated<string>;
  state: Generated<string>;
  holdout_share: Generated<Numeric>;
  budget: Generated<number>;
  expected_orders: Numeric | null;
  expected_revenue: number | null;
  window_days: Generated<number>;
  seed: string;
  audience_complete: Generated<boolean>;
  actor: string;
  created_at: Generated<Timestamp>;
  launched_at: Timestamp | null;
  finished_at: Timestamp | null;
}

export interface CampaignContent {
  workspace: number;
  campaign: number;
  language: string;
  subject: string;
  preheader: Generated<string>;
  blocks: Json;
  updated_at: Generated<Timestamp>;
}

export interface CaughtMessage {
  workspace: number | null;
  id: GeneratedAlways<number>;
  message_id: string | null;
  envelope: Json;
  subject: string;
  source: Buffer;
  at: Generated<Timestamp>;
}

export interface Consent {
  workspace: number;
  id: GeneratedAlways<number>;
  customer: number;
  channel: string;
  purpose: Generated<string>;
  state: string;
  wording: string;
  source: string;
  proof: Generated<Json>;
  at: Generated<Timestamp>;
}

export interface CurrencyRate {
  workspace: number;
  base: string;
  currency: string;
  since: string;
  rate: Numeric;
  actor: string;
  updated_at: Generated<Timestamp>;
}

export interface Customer {
  workspace: number;
  id: GeneratedAlways<number>;
  name: string | null;
  email: string | null;
  phone: string | null;
  country: string | null;
  language: string | null;
  attributes: Generated<Json>;
  merged_into: number | null;
  traits_at: Timestamp | null;
  created_at: Generated<Timestamp>;
  updated_at: Generated<Timestamp>;
}

export interface CustomerMerge {
  workspace: number;
  id: GeneratedAlways<number>;
  kept: number;
  absorbed: number;
  reason: string;
  moved: Json;
  actor: string;
  at: Generated<Timestamp>;
  undone_at: Timestamp | null;
}

export interface DataQuality {
  workspace: number;
  code: string;
  subject: Generated<string>;
  count: number;
  detail: Generated<Json>;
  at: Generated<Timestamp>;
}

export interface Delivery {
  workspace: number;
  id: GeneratedAlways<number>;
  campaign: number;
  customer: number;
  channel: string;
  arm: string;
  language: string;
  address: string | null;
  state: string;
  reason: string | null;
  attempts: Generated<number>;
  message_id: string | null;
  cost: Generated<number>;
  created_at: Generated<Timestamp>;
  next_at: Timestamp | null;
  submitted_at: Timestamp | null;
  sent_at: Timestamp | null;
  settled_at: Timestamp | null;
}

export interface DeliveryReturn {
  workspace: number;
  delivery: number;
  kind: string;
  cause: string | null;
  status: string | null;
  reason: Generated<string>;
  heard: string;
  address: string | null;
  at: Generated<Timestamp>;
}

export interface Identity {
  workspace: number;
  kind: string;
  value: string;
  customer: number;
  person: number;
  source: string;
  seen_at: Generated<Timestamp>;
}

export interface Import {
  workspace: number;
  id: GeneratedAlways<number>;
  kind: string;
  file: string;
  file_name: string;
  format: string;
  encoding: string;
  mapping: Json;
  options: Generated<Json>;
  dry_run: Generated<boolean>;
  state: string;
  rows_total: number | null;
  rows_read: Generated<number>;
  rows_new: Generated<number>;
  rows_same: Generated<number>;
  rows_bad: Generated<number>;
  reasons: Generated<Json>;
  share: Generated<number>;
  error: Json | null;
  actor: string;
  created_at: Generated<Timestamp>;
  started_at: Timestamp | null;
  finished_at: Timestamp | null;
}

export interface ImportBadRow {
  workspace: number;
  import: number;
  row: number;
  field: string;
  value: string;
  reason: string;
}

export interface Migration {
  name: string;
  checksum: string;
  applied_at: Generated<Timestamp>;
}

export interface Objective {
  workspace: number;
  id: GeneratedAlways<number>;
  name: string;
  metric: string;
  baseline: Numeric;
  baseline_from: string;
  baseline_to: string;
  target: Numeric;
  starts_on: string;
  due_on: string;
  owner: string;
  created_at: Generated<Timestamp>;
  archived_at: Timestamp | null;
}

export interface Outbox {
  id: GeneratedAlways<number>;
  workspace: number;
  topic: string;
  payload: Json;
  at: Generated<Timestamp>;
}

export interface Product {
  workspace: number;
  sku: string;
  name: string;
  category: string | null;
  price: number | null;
  currency: string | null;
  attributes: Generated<Json>;
  updated_at: Generated<Timestamp>;
}

export interface Proposal {
  workspace: number;
  id: GeneratedAlways<number>;
  advice: string;
  subject: string;
  content: Json;
  state: Generated<string>;
  made_at: Generated<Timestamp>;
  decided_at: Timestamp | null;
  decided_by: string | null;
}

export interface ReturnMailbox {
  id: string;
  validity: string;
  last_uid: Generated<number>;
  read_at: Timestamp | null;
  fault: string | null;
}

export interface Secret {
  name: string;
  sealed: Buffer;
  created_at: Generated<Timestamp>;
}

export interface Segment {
  workspace: number;
  id: GeneratedAlways<number>;
  name: string;
  description: Generated<string>;
  rules: Json;
  actor: string;
  created_at: Generated<Timestamp>;
  updated_at: Generated<Timestamp>;
}

export interface Spend {
  workspace: number;
  id: GeneratedAlways<number>;
  day: string;
  channel: string;
  campaign: Generated<string>;
  amount: number;
  currency: string;
  impressions: number | null;
  clicks: number | null;
  source: string;
  occurrence: Generated<number>;
}

export interface Suppression {
  workspace: number;
  channel: string;
  address: string;
  reason: string;
  detail: Generated<string>;
  at: Generated<Timestamp>;
}

export interface SuspectedDuplicate {
  workspace: number;
  first: number;
  second: number;
  kind: string;
  value: string;
  at: Generated<Timestamp>;
  settled: string | null;
}

export interface TrackedLink {
  workspace: number;
  id: GeneratedAlways<number>;
  campaign: number;
  url: string;
}

export interface Upload {
  workspace: number;
  sha256: string;
  name: string;
  bytes: number;
  created_at: Generated<Timestamp>;
}

export interface Workspace {
  id: GeneratedAlways<number>;
  organization: string | null;
  name: string;
  currency: Generated<string>;
  time_zone: Generated<string>;
  language: Generated<string>;
  today: string | null;
  sample: string | null;
  sender_name: Generated<string>;
  sender_email: Generated<string>;
  postal_address: Generated<string>;
  created_at: Generated<Timestamp>;
}

export interface WriteKey {
  workspace: number;
  key: string;
  name: string;
  created_at: Generated<Timestamp>;
  revoked_at: Timestamp | null;
}

export interface AuthAccount {
  id: string;
  accountId: string;
  providerId: string;
  userId: string;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  accessTokenExpiresAt: Timestamp | null;
  refreshTokenExpiresAt: Timestamp | null;
  scope: string | null;
  password: string | null;
  createdAt: Generated<Timestamp>;
  updatedAt: Timestamp;
}

export interface AuthApikey {
  id: string;
  configId: string;
  name: string | null;
  start: string | null;
  referenceId: string;
  prefix: string | null;
  key: string;
  refillInterval: number | null;
  refillAmount: number | null;
  lastRefillAt: Timestamp | null;
  enabled: boolean | null;
  rateLimitEnabled: boolean | null;
  rateLimitTimeWindow: number | null;
  rateLimitMax: number | null;
  requestCount: number | null;
  remaining: number | null;
  lastRequest: Timestamp | null;
  expiresAt: Timestamp | null;
  createdAt: Timestamp;
  updatedAt: Timestamp;
  permissions: string | null;
  metadata: string | null;
}

export interface AuthInvitation {
  id: string;
  organizationId: string;
  email: string;
  role: string | null;
  status: string;
  expiresAt: Timestamp;
  createdAt: Generated<Timestamp>;
  inviterId: string;
}

export interface AuthMember {
  id: string;
  organizationId: string;
  userId: string;
  role: string;
  createdAt: Timestamp;
}

export interface AuthOrganization {
  id: string;
  name: string;
  slug: string;
  logo: string | null;
  createdAt: Timestamp;
  metadata: string | null;
}

export interface AuthSession {
  id: string;
  expiresAt: Timestamp;
  token: string;
  createdAt: Generated<Timestamp>;
  updatedAt: Timestamp;
  ipAddress: string | null;
  userAgent: string | null;
  userId: string;
  activeOrganizationId: string | null;
}

export interface AuthUser {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  image: string | null;
  createdAt: Generated<Timestamp>;
  updatedAt: Generated<Timestamp>;
}

export interface AuthVerification {
  id: string;
  identifier: string;
  value: string;
  expiresAt: Timestamp;
  createdAt: Generated<Timestamp>;
  updatedAt: Generated<Timestamp>;
}

export interface DB {
  audit_entry: AuditEntry;
  campaign: Campaign;
  campaign_content: CampaignContent;
  caught_message: CaughtMessage;
  consent: Consent;
  currency_rate: CurrencyRate;
  customer: Customer;
  customer_merge: CustomerMerge;
  data_quality: DataQuality;
  delivery: Delivery;
  delivery_return: DeliveryReturn;
  identity: Identity;
  import: Import;
  import_bad_row: ImportBadRow;
  migration: Migration;
  objective: Objective;
  outbox: Outbox;
  product: Product;
  proposal: Proposal;
  return_mailbox: ReturnMailbox;
  secret: Secret;
  segment: Segment;
  spend: Spend;
  suppression: Suppression;
  suspected_duplicate: SuspectedDuplicate;
  tracked_link: TrackedLink;
  upload: Upload;
  workspace: Workspace;
  write_key: WriteKey;
  'auth.account': AuthAccount;
  'auth.apikey': AuthApikey;
  'auth.invitation': AuthInvitation;
  'auth.member': AuthMember;
  'auth.organization': AuthOrganization;
  'auth.session': AuthSession;
  'auth.user': AuthUser;
  'auth.verification': AuthVerification;
}

/** Tables whose rows belong to a workspace, and the column that says to which. */
export const WORKSPACE_COLUMNS = {
  audit_entry: 'workspace',
  campaign: 'workspace',
  campaign_content: 'workspace',
  caught_message: 'workspace',
  consent: 'workspace',
  currency_rate: 'workspace',
  customer: 'workspace',
  customer_merge: 'workspace',
  data_quality: 'workspace',
  delivery: 'workspace',
  delivery_return: 'workspace',
  identity: 'workspace',
  import: 'workspace',
  import_bad_row: 'workspace',
  objective: 'workspace',
  outbox: 'workspace',
  product: 'workspace',
  proposal: 'workspace',
  segment: 'workspace',
  spend: 'workspace',
  suppression: 'workspace',
  suspected_duplicate: 'workspace',
  tracked_link: 'workspace',
  upload: 'workspace',
  workspace: 'id',
  write_key: 'workspace',
} as const;
