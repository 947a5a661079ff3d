-- What the migrations make, written by tools/schema.ts --write; the why of each table stands there.

SET check_function_bodies = off;

CREATE SCHEMA auth;

CREATE OR REPLACE FUNCTION consent_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'consent is append-only: add a row instead';
END $function$
;

CREATE TABLE audit_entry (
  workspace integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  at timestamp with time zone DEFAULT now() NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail jsonb DEFAULT '{}'::jsonb NOT NULL,
  CONSTRAINT audit_entry_pkey PRIMARY KEY (workspace, id)
);

CREATE TABLE campaign (
  workspace integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  objective bigint,
  name text NOT NULL,
  channel text NOT NULL,
  segment bigint,
  purpose text DEFAULT 'marketing'::text NOT NULL,
  state text DEFAULT 'draft'::text NOT NULL,
  holdout_share numeric DEFAULT 0.1 NOT NULL,
  budget bigint DEFAULT 0 NOT NULL,
  expected_orders numeric,
  expected_revenue bigint,
  window_days integer DEFAULT 7 NOT NULL,
  seed text NOT NULL,
  audience_complete boolean DEFAULT false NOT NULL,
  actor text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  launched_at timestamp with time zone,
  finished_at timestamp with time zone,
  CONSTRAINT campaign_pkey PRIMARY KEY (workspace, id),
  CONSTRAINT campaign_holdout_share_check CHECK (((holdout_share >= (0)::numeric) AND (holdout_share <= 0.5))),
  CONSTRAINT campaign_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'sending'::text, 'paused'::text, 'stopped'::text, 'done'::text])))
);

CREATE TABLE campaign_content (
  workspace integer NOT NULL,
  campaign bigint NOT NULL,
  language text NOT NULL,
  subject text NOT NULL,
  preheader text DEFAULT ''::text NOT NULL,
  blocks jsonb NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT campaign_content_pkey PRIMARY KEY (workspace, campaign, language),
  CONSTRAINT campaign_content_language_check CHECK ((language = ANY (ARRAY['en'::text, 'zh-Hans'::text, 'zh-Hant'::text])))
);

CREATE TABLE caught_message (
  workspace integer,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  message_id text,
  envelope jsonb NOT NULL,
  subject text NOT NULL,
  source bytea NOT NULL,
  at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT caught_message_pkey PRIMARY KEY (id)
);

CREATE TABLE consent (
  workspace integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  customer bigint NOT NULL,
  channel text NOT NULL,
  purpose text DEFAULT 'marketing'::text NOT NULL,
  state text NOT NULL,
  wording text NOT NULL,
  source text NOT NULL,
  proof jsonb DEFAULT '{}'::jsonb NOT NULL,
  at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT consent_pkey PRIMARY KEY (workspace, id),
  CONSTRAINT consent_state_check CHECK ((state = ANY (ARRAY['granted'::text, 'withdrawn'::text])))
);

CREATE TABLE currency_rate (
  workspace integer NOT NULL,
  base text NOT NULL,
  currency text NOT NULL,
  since date NOT NULL,
  rate numeric NOT NULL,
  actor text NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT currency_rate_pkey PRIMARY KEY (workspace, base, currency, since),
  CONSTRAINT currency_rate_check CHECK ((currency <> base)),
  CONSTRAINT currency_rate_rate_check CHECK ((rate > (0)::numeric)),
  CONSTRAINT currency_rate_since_check CHECK ((EXTRACT(day FROM since) = (1)::numeric))
);

CREATE TABLE customer (
  workspace integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  name text,
  email text,
  phone text,
  country text,
  language text,
  attributes jsonb DEFAULT '{}'::jsonb NOT NULL,
  merged_into bigint,
  traits_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT customer_pkey PRIMARY KEY (workspace, id)
);

CREATE TABLE customer_merge (
  workspace integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  kept bigint NOT NULL,
  absorbed bigint NOT NULL,
  reason text NOT NULL,
  moved jsonb NOT NULL,
  actor text NOT NULL,
  at timestamp with time zone DEFAULT now() NOT NULL,
  undone_at timestamp with time zone,
  CONSTRAINT customer_merge_pkey PRIMARY KEY (workspace, id)
);

CREATE TABLE data_quality (
  workspace integer NOT NULL,
  code text NOT NULL,
  subject text DEFAULT ''::text NOT NULL,
  count bigint NOT NULL,
  detail jsonb DEFAULT '{}'::jsonb NOT NULL,
  at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT data_quality_pkey PRIMARY KEY (workspace, code, subject)
);

CREATE TABLE delivery (
  workspace integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  campaign bigint NOT NULL,
  customer bigint NOT NULL,
  channel text NOT NULL,
  arm text NOT NULL,
  language text NOT NULL,
  address text,
  state text NOT NULL,
  reason text,
  attempts integer DEFAULT 0 NOT NULL,
  message_id text,
  cost bigint DEFAULT 0 NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  next_at timestamp with time zone,
  submitted_at timestamp with time zone,
  sent_at timestamp with time zone,
  settled_at timestamp with time zone,
  CONSTRAINT delivery_workspace_campaign_customer_key UNIQUE (workspace, campaign, customer),
  CONSTRAINT delivery_pkey PRIMARY KEY (workspace, id),
  CONSTRAINT delivery_arm_check CHECK ((arm = ANY (ARRAY['treatment'::text, 'holdout'::text]))),
  CONSTRAINT delivery_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'submitting'::text, 'sent'::text, 'delivered'::text, 'bounced'::text, 'refused'::text, 'failed'::text, 'unknown'::text, 'withheld'::text, 'held out'::text])))
);

CREATE TABLE delivery_return (
  workspace integer NOT NULL,
  delivery bigint NOT NULL,
  kind text NOT NULL,
  cause text,
  status text,
  reason text DEFAULT ''::text NOT NULL,
  heard text NOT NULL,
  address text,
  at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT delivery_return_pkey PRIMARY KEY (workspace, delivery, kind),
  CONSTRAINT delivery_return_cause_check CHECK ((cause = ANY (ARRAY['address'::text, 'mailbox'::text, 'size'::text, 'blocked'::text, 'content'::text]))),
  CONSTRAINT delivery_return_heard_check CHECK ((heard = ANY (ARRAY['dialogue'::text, 'mail'::text, 'catcher'::text]))),
  CONSTRAINT delivery_return_kind_check CHECK ((kind = ANY (ARRAY['bounced'::text, 'delayed'::text, 'delivered'::text, 'complained'::text])))
);

CREATE TABLE identity (
  workspace integer NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  customer bigint NOT NULL,
  person bigint NOT NULL,
  source text NOT NULL,
  seen_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT identity_pkey PRIMARY KEY (workspace, kind, value),
  CONSTRAINT identity_kind_check CHECK ((kind = ANY (ARRAY['id'::text, 'email'::text, 'phone'::text, 'visitor'::text, 'customer'::text])))
);

CREATE TABLE import (
  workspace integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  kind text NOT NULL,
  file text NOT NULL,
  file_name text NOT NULL,
  format text NOT NULL,
  encoding text NOT NULL,
  mapping jsonb NOT NULL,
  options jsonb DEFAULT '{}'::jsonb NOT NULL,
  dry_run boolean DEFAULT false NOT NULL,
  state text NOT NULL,
  rows_total bigint,
  rows_read bigint DEFAULT 0 NOT NULL,
  rows_new bigint DEFAULT 0 NOT NULL,
  rows_same bigint DEFAULT 0 NOT NULL,
  rows_bad bigint DEFAULT 0 NOT NULL,
  reasons jsonb DEFAULT '{}'::jsonb NOT NULL,
  share real DEFAULT 0 NOT NULL,
  error jsonb,
  actor text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  CONSTRAINT import_pkey PRIMARY KEY (workspace, id),
  CONSTRAINT import_kind_check CHECK ((kind = ANY (ARRAY['customers'::text, 'orders'::text, 'products'::text, 'spend'::text, 'events'::text]))),
  CONSTRAINT import_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'stopped'::text, 'done'::text, 'failed'::text])))
);

CREATE TABLE import_bad_row (
  workspace integer NOT NULL,
  import bigint NOT NULL,
  "row" bigint NOT NULL,
  field text NOT NULL,
  value text NOT NULL,
  reason text NOT NULL,
  CONSTRAINT import_bad_row_pkey PRIMARY KEY (workspace, import, "row")
);

CREATE TABLE objective (
  workspace integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  name text NOT NULL,
  metric text NOT NULL,
  baseline numeric NOT NULL,
  baseline_from date NOT NULL,
  baseline_to date NOT NULL,
  target numeric NOT NULL,
  starts_on date NOT NULL,
  due_on date NOT NULL,
  owner text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  archived_at timestamp with time zone,
  CONSTRAINT objective_pkey PRIMARY KEY (workspace, id),
  CONSTRAINT objective_check CHECK ((due_on >= starts_on))
);

CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  workspace integer NOT NULL,
  topic text NOT NULL,
  payload jsonb NOT NULL,
  at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT outbox_pkey PRIMARY KEY (id)
);

CREATE TABLE product (
  workspace integer NOT NULL,
  sku text NOT NULL,
  name text NOT NULL,
  category text,
  price bigint,
  currency text,
  attributes jsonb DEFAULT '{}'::jsonb NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT product_pkey PRIMARY KEY (workspace, sku)
);

CREATE TABLE proposal (
  workspace integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  advice text NOT NULL,
  subject text NOT NULL,
  content jsonb NOT NULL,
  state text DEFAULT 'open'::text NOT NULL,
  made_at timestamp with time zone DEFAULT now() NOT NULL,
  decided_at timestamp with time zone,
  decided_by text,
  CONSTRAINT proposal_pkey PRIMARY KEY (workspace, id),
  CONSTRAINT proposal_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'dismissed'::text])))
);

CREATE TABLE return_mailbox (
  id text NOT NULL,
  validity text NOT NULL,
  last_uid bigint DEFAULT 0 NOT NULL,
  read_at timestamp with time zone,
  fault text,
  CONSTRAINT return_mailbox_pkey PRIMARY KEY (id)
);

CREATE TABLE secret (
  name text NOT NULL,
  sealed bytea NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT secret_pkey PRIMARY KEY (name)
);

CREATE TABLE segment (
  workspace integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  name text NOT NULL,
  description text DEFAULT ''::text NOT NULL,
  rules jsonb NOT NULL,
  actor text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT segment_pkey PRIMARY KEY (workspace, id)
);

CREATE TABLE spend (
  workspace integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  day date NOT NULL,
  channel text NOT NULL,
  campaign text DEFAULT ''::text NOT NULL,
  amount bigint NOT NULL,
  currency text NOT NULL,
  impressions bigint,
  clicks bigint,
  source text NOT NULL,
  occurrence integer DEFAULT 0 NOT NULL,
  CONSTRAINT spend_place UNIQUE (workspace, day, channel, campaign, currency, occurrence),
  CONSTRAINT spend_pkey PRIMARY KEY (workspace, id)
);

CREATE TABLE suppression (
  workspace integer NOT NULL,
  channel text NOT NULL,
  address text NOT NULL,
  reason text NOT NULL,
  detail text DEFAULT ''::text NOT NULL,
  at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT suppression_pkey PRIMARY KEY (workspace, channel, address),
  CONSTRAINT suppression_reason_check CHECK ((reason = ANY (ARRAY['bounced'::text, 'complained'::text, 'manual'::text])))
);

CREATE TABLE suspected_duplicate (
  workspace integer NOT NULL,
  first bigint NOT NULL,
  second bigint NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  at timestamp with time zone DEFAULT now() NOT NULL,
  settled text,
  CONSTRAINT suspected_duplicate_pkey PRIMARY KEY (workspace, first, second),
  CONSTRAINT suspected_duplicate_settled_check CHECK ((settled = ANY (ARRAY['merged'::text, 'different'::text])))
);

CREATE TABLE tracked_link (
  workspace integer NOT NULL,
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  campaign bigint NOT NULL,
  url text NOT NULL,
  CONSTRAINT tracked_link_workspace_campaign_url_key UNIQUE (workspace, campaign, url),
  CONSTRAINT tracked_link_pkey PRIMARY KEY (workspace, id)
);

CREATE TABLE upload (
  workspace integer NOT NULL,
  sha256 text NOT NULL,
  name text NOT NULL,
  bytes bigint NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT upload_pkey PRIMARY KEY (workspace, sha256)
);

CREATE TABLE workspace (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  organization text,
  name text NOT NULL,
  currency text DEFAULT 'GBP'::text NOT NULL,
  time_zone text DEFAULT 'UTC'::text NOT NULL,
  language text DEFAULT 'en'::text NOT NULL,
  today date,
  sample text,
  sender_name text DEFAULT ''::text NOT NULL,
  sender_email text DEFAULT ''::text NOT NULL,
  postal_address text DEFAULT ''::text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT workspace_organization_key UNIQUE (organization),
  CONSTRAINT workspace_pkey PRIMARY KEY (id),
  CONSTRAINT workspace_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT workspace_language_check CHECK ((language = ANY (ARRAY['en'::text, 'zh-Hans'::text, 'zh-Hant'::text])))
);

CREATE TABLE write_key (
  workspace integer NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT write_key_pkey PRIMARY KEY (key)
);

CREATE TABLE auth.account (
  id text NOT NULL,
  "accountId" text NOT NULL,
  "providerId" text NOT NULL,
  "userId" text NOT NULL,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  "updatedAt" timestamp with time zone NOT NULL,
  CONSTRAINT account_pkey PRIMARY KEY (id)
);

CREATE TABLE auth.apikey (
  id text NOT NULL,
  "configId" text NOT NULL,
  name text,
  start text,
  "referenceId" text NOT NULL,
  prefix text,
  key text NOT NULL,
  "refillInterval" integer,
  "refillAmount" integer,
  "lastRefillAt" timestamp with time zone,
  enabled boolean,
  "rateLimitEnabled" boolean,
  "rateLimitTimeWindow" integer,
  "rateLimitMax" integer,
  "requestCount" integer,
  remaining integer,
  "lastRequest" timestamp with time zone,
  "expiresAt" timestamp with time zone,
  "createdAt" timestamp with time zone NOT NULL,
  "updatedAt" timestamp with time zone NOT NULL,
  permissions text,
  metadata text,
  CONSTRAINT apikey_pkey PRIMARY KEY (id)
);

CREATE TABLE auth.invitation (
  id text NOT NULL,
  "organizationId" text NOT NULL,
  email text NOT NULL,
  role text,
  status text NOT NULL,
  "expiresAt" timestamp with time zone NOT NULL,
  "createdAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  "inviterId" text NOT NULL,
  CONSTRAINT invitation_pkey PRIMARY KEY (id)
);

CREATE TABLE auth.member (
  id text NOT NULL,
  "organizationId" text NOT NULL,
  "userId" text NOT NULL,
  role text NOT NULL,
  "createdAt" timestamp with time zone NOT NULL,
  CONSTRAINT member_pkey PRIMARY KEY (id)
);

CREATE TABLE auth.organization (
  id text NOT NULL,
  name text NOT NULL,
  slug text NOT NULL,
  logo text,
  "createdAt" timestamp with time zone NOT NULL,
  metadata text,
  CONSTRAINT organization_slug_key UNIQUE (slug),
  CONSTRAINT organization_pkey PRIMARY KEY (id)
);

CREATE TABLE auth.session (
  id text NOT NULL,
  "expiresAt" timestamp with time zone NOT NULL,
  token text NOT NULL,
  "createdAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  "updatedAt" timestamp with time zone NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "userId" text NOT NULL,
  "activeOrganizationId" text,
  CONSTRAINT session_token_key UNIQUE (token),
  CONSTRAINT session_pkey PRIMARY KEY (id)
);

CREATE TABLE auth."user" (
  id text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  "emailVerified" boolean NOT NULL,
  image text,
  "createdAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  "updatedAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT user_email_key UNIQUE (email),
  CONSTRAINT user_pkey PRIMARY KEY (id)
);

CREATE TABLE auth.verification (
  id text NOT NULL,
  identifier text NOT NULL,
  value text NOT NULL,
  "expiresAt" timestamp with time zone NOT NULL,
  "createdAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  "updatedAt" timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT verification_pkey PRIMARY KEY (id)
);

ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id) ON DELETE CASCADE;
ALTER TABLE auth.account ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;
ALTER TABLE auth.invitation ADD CONSTRAINT "invitation_inviterId_fkey" FOREIGN KEY ("inviterId") REFERENCES auth."user"(id) ON DELETE CASCADE;
ALTER TABLE auth.invitation ADD CONSTRAINT "invitation_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES auth.organization(id) ON DELETE CASCADE;
ALTER TABLE auth.member ADD CONSTRAINT "member_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES auth.organization(id) ON DELETE CASCADE;
ALTER TABLE auth.member ADD CONSTRAINT "member_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;
ALTER TABLE auth.session ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;
ALTER TABLE campaign ADD CONSTRAINT campaign_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id) ON DELETE CASCADE;
ALTER TABLE campaign ADD CONSTRAINT campaign_workspace_objective_fkey FOREIGN KEY (workspace, objective) REFERENCES objective(workspace, id);
ALTER TABLE campaign ADD CONSTRAINT campaign_workspace_segment_fkey FOREIGN KEY (workspace, segment) REFERENCES segment(workspace, id);
ALTER TABLE campaign_content ADD CONSTRAINT campaign_content_workspace_campaign_fkey FOREIGN KEY (workspace, campaign) REFERENCES campaign(workspace, id) ON DELETE CASCADE;
ALTER TABLE consent ADD CONSTRAINT consent_workspace_customer_fkey FOREIGN KEY (workspace, customer) REFERENCES customer(workspace, id) ON DELETE CASCADE;
ALTER TABLE currency_rate ADD CONSTRAINT currency_rate_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id) ON DELETE CASCADE;
ALTER TABLE customer ADD CONSTRAINT customer_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id) ON DELETE CASCADE;
ALTER TABLE customer_merge ADD CONSTRAINT customer_merge_workspace_absorbed_fkey FOREIGN KEY (workspace, absorbed) REFERENCES customer(workspace, id) ON DELETE CASCADE;
ALTER TABLE customer_merge ADD CONSTRAINT customer_merge_workspace_kept_fkey FOREIGN KEY (workspace, kept) REFERENCES customer(workspace, id) ON DELETE CASCADE;
ALTER TABLE data_quality ADD CONSTRAINT data_quality_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id) ON DELETE CASCADE;
ALTER TABLE delivery ADD CONSTRAINT delivery_workspace_campaign_fkey FOREIGN KEY (workspace, campaign) REFERENCES campaign(workspace, id) ON DELETE CASCADE;
ALTER TABLE delivery ADD CONSTRAINT delivery_workspace_customer_fkey FOREIGN KEY (workspace, customer) REFERENCES customer(workspace, id) ON DELETE CASCADE;
ALTER TABLE delivery_return ADD CONSTRAINT delivery_return_workspace_delivery_fkey FOREIGN KEY (workspace, delivery) REFERENCES delivery(workspace, id) ON DELETE CASCADE;
ALTER TABLE identity ADD CONSTRAINT identity_workspace_customer_fkey FOREIGN KEY (workspace, customer) REFERENCES customer(workspace, id) ON DELETE CASCADE;
ALTER TABLE import ADD CONSTRAINT import_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id) ON DELETE CASCADE;
ALTER TABLE import_bad_row ADD CONSTRAINT import_bad_row_workspace_import_fkey FOREIGN KEY (workspace, import) REFERENCES import(workspace, id) ON DELETE CASCADE;
ALTER TABLE objective ADD CONSTRAINT objective_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id) ON DELETE CASCADE;
ALTER TABLE product ADD CONSTRAINT product_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id) ON DELETE CASCADE;
ALTER TABLE proposal ADD CONSTRAINT proposal_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id) ON DELETE CASCADE;
ALTER TABLE segment ADD CONSTRAINT segment_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id) ON DELETE CASCADE;
ALTER TABLE spend ADD CONSTRAINT spend_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id) ON DELETE CASCADE;
ALTER TABLE suppression ADD CONSTRAINT suppression_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id) ON DELETE CASCADE;
ALTER TABLE suspected_duplicate ADD CONSTRAINT suspected_duplicate_workspace_first_fkey FOREIGN KEY (workspace, first) REFERENCES customer(workspace, id) ON DELETE CASCADE;
ALTER TABLE suspected_duplicate ADD CONSTRAINT suspected_duplicate_workspace_second_fkey FOREIGN KEY (workspace, second) REFERENCES customer(workspace, id) ON DELETE CASCADE;
ALTER TABLE tracked_link ADD CONSTRAINT tracked_link_workspace_campaign_fkey FOREIGN KEY (workspace, campaign) REFERENCES campaign(workspace, id) ON DELETE CASCADE;
ALTER TABLE upload ADD CONSTRAINT upload_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id) ON DELETE CASCADE;
ALTER TABLE write_key ADD CONSTRAINT write_key_workspace_fkey FOREIGN KEY (workspace) REFERENCES workspace(id) ON DELETE CASCADE;

CREATE INDEX "account_userId_idx" ON auth.account USING btree ("userId");
CREATE INDEX "apikey_configId_idx" ON auth.apikey USING btree ("configId");
CREATE INDEX "apikey_referenceId_idx" ON auth.apikey USING btree ("referenceId");
CREATE INDEX "invitation_organizationId_idx" ON auth.invitation USING btree ("organizationId");
CREATE INDEX "member_organizationId_idx" ON auth.member USING btree ("organizationId");
CREATE INDEX "member_userId_idx" ON auth.member USING btree ("userId");
CREATE INDEX "session_userId_idx" ON auth.session USING btree ("userId");
CREATE INDEX apikey_key_idx ON auth.apikey USING btree (key);
CREATE INDEX caught_message_newest ON caught_message USING btree (workspace, id DESC);
CREATE INDEX consent_in_force ON consent USING btree (workspace, customer, channel, purpose, at DESC, id DESC);
CREATE INDEX customer_absorbed ON customer USING btree (workspace, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX customer_name_search ON customer USING btree (workspace, lower(name) text_pattern_ops);
CREATE INDEX delivery_of_customer ON delivery USING btree (workspace, customer, id);
CREATE INDEX delivery_queue ON delivery USING btree (workspace, campaign, next_at, id) WHERE (state = 'queued'::text);
CREATE INDEX delivery_return_of_address ON delivery_return USING btree (workspace, address, at) WHERE (kind = 'bounced'::text);
CREATE INDEX identity_of_customer ON identity USING btree (workspace, customer);
CREATE INDEX identity_search ON identity USING btree (workspace, kind, value text_pattern_ops);
CREATE INDEX invitation_email_idx ON auth.invitation USING btree (email);
CREATE INDEX verification_identifier_idx ON auth.verification USING btree (identifier);
CREATE UNIQUE INDEX delivery_by_message ON delivery USING btree (message_id) WHERE (message_id IS NOT NULL);
CREATE UNIQUE INDEX proposal_open_once ON proposal USING btree (workspace, advice, subject) WHERE (state = 'open'::text);

CREATE TRIGGER consent_no_update BEFORE UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION consent_is_append_only();
