-- Every table carries its workspace; the query layer adds the filter.

CREATE TABLE workspace (
  id             integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization   text UNIQUE,                         -- the sign-in library's organisation
  name           text NOT NULL,
  currency       text NOT NULL DEFAULT 'GBP' CHECK (currency ~ '^[A-Z]{3}$'),
  time_zone      text NOT NULL DEFAULT 'UTC',
  language       text NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'zh-Hans', 'zh-Hant')),
  today          date,                                -- "today" of a historical company; NULL: the calendar's
  sample         text,                                -- id of the sample company it holds, if any
  sender_name    text NOT NULL DEFAULT '',
  sender_email   text NOT NULL DEFAULT '',
  postal_address text NOT NULL DEFAULT '',
  created_at     timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE write_key (                              -- public by design: it may only send events
  workspace  integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
  key        text PRIMARY KEY,
  name       text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz
);

CREATE TABLE secret (                                 -- encrypted with the key file of the data folder
  name       text PRIMARY KEY,
  sealed     bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE audit_entry (
  workspace integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
  id        bigint GENERATED ALWAYS AS IDENTITY,
  at        timestamptz NOT NULL DEFAULT now(),
  actor     text NOT NULL,
  action    text NOT NULL,
  subject   text NOT NULL,
  detail    jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (workspace, id)
);

CREATE TABLE customer (
  workspace  integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
  id         bigint GENERATED ALWAYS AS IDENTITY,
  name       text,
  email      text,
  phone      text,
  country    text,
  language   text,
  attributes jsonb NOT NULL DEFAULT '{}',
  merged_into bigint,
  traits_at  timestamptz,                             -- how old the newest traits are: older ones only fill gaps
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace, id)
);
CREATE INDEX customer_name_search ON customer (workspace, lower(name) text_pattern_ops);
CREATE INDEX customer_absorbed ON customer (workspace, merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE identity (                               -- which customer an identifier belongs to
  workspace  integer NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('id', 'email', 'phone', 'visitor', 'customer')),
  value      text NOT NULL,
  customer   bigint NOT NULL,
  person     bigint NOT NULL,                         -- 63-bit hash of kind:value, the key that events carry
  source     text NOT NULL,
  seen_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace, kind, value),
  FOREIGN KEY (workspace, customer) REFERENCES customer (workspace, id) ON DELETE CASCADE
);
CREATE INDEX identity_of_customer ON identity (workspace, customer);
CREATE INDEX identity_search ON identity (workspace, kind, value text_pattern_ops);

CREATE TABLE customer_merge (
  workspace integer NOT NULL,
  id        bigint GENERATED ALWAYS AS IDENTITY,
  kept      bigint NOT NULL,
  absorbed  bigint NOT NULL,
  reason    text NOT NULL,
  moved     jsonb NOT NULL,                           -- the identities that moved, so that it can be undone
  actor     text NOT NULL,
  at        timestamptz NOT NULL DEFAULT now(),
  undone_at timestamptz,
  PRIMARY KEY (workspace, id),
  FOREIGN KEY (workspace, kept) REFERENCES customer (workspace, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace, absorbed) REFERENCES customer (workspace, id) ON DELETE CASCADE
);

CREATE TABLE suspected_duplicate (                    -- two records that may be one person; first < second
  workspace integer NOT NULL,
  first     bigint NOT NULL,
  second    bigint NOT NULL,
  kind      text NOT NULL,                            -- the identity that both claim
  value     text NOT NULL,
  at        timestamptz NOT NULL DEFAULT now(),
  settled   text CHECK (settled IN ('merged', 'different')),
  PRIMARY KEY (workspace, first, second),
  FOREIGN KEY (workspace, first) REFERENCES customer (workspace, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace, second) REFERENCES customer (workspace, id) ON DELETE CASCADE
);

CREATE TABLE consent (                                -- append-only: the latest row of a purpose and channel holds
  workspace integer NOT NULL,
  id        bigint GENERATED ALWAYS AS IDENTITY,
  customer  bigint NOT NULL,
  channel   text NOT NULL,
  purpose   text NOT NULL DEFAULT 'marketing',
  state     text NOT NULL CHECK (state IN ('granted', 'withdrawn')),
  wording   text NOT NULL,                            -- the words the person saw
  source    text NOT NULL,
  proof     jsonb NOT NULL DEFAULT '{}',
  at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace, id),
  FOREIGN KEY (workspace, customer) REFERENCES customer (workspace, id) ON DELETE CASCADE
);
CREATE INDEX consent_in_force ON consent (workspace, customer, channel, purpose, at DESC, id DESC);

CREATE FUNCTION consent_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'consent is append-only: add a row instead';
END $$;
CREATE TRIGGER consent_no_update BEFORE UPDATE ON consent FOR EACH ROW EXECUTE FUNCTION consent_is_append_only();

CREATE TABLE suppression (                            -- addresses that must not be written to any more
  workspace integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
  channel   text NOT NULL,
  address   text NOT NULL,
  reason    text NOT NULL CHECK (reason IN ('bounced', 'complained', 'manual')),
  detail    text NOT NULL DEFAULT '',
  at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace, channel, address)
);

CREATE TABLE product (
  workspace  integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
  sku        text NOT NULL,
  name       text NOT NULL,
  category   text,
  price      bigint,                                  -- minor units
  currency   text,
  attributes jsonb NOT NULL DEFAULT '{}',
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace, sku)
);

CREATE TABLE spend (                                  -- what a channel cost on a day
  workspace   integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
  id          bigint GENERATED ALWAYS AS IDENTITY,
  day         date NOT NULL,
  channel     text NOT NULL,
  campaign    text NOT NULL DEFAULT '',
  amount      bigint NOT NULL,                        -- minor units
  currency    text NOT NULL,
  impressions bigint,
  clicks      bigint,
  source      text NOT NULL,
  occurrence  integer NOT NULL DEFAULT 0,             -- equal rows of one file are told apart by their number
  PRIMARY KEY (workspace, id),
  UNIQUE (workspace, day, channel, campaign, amount, currency, occurrence)
);

CREATE TABLE upload (                                 -- content-addressed files; the bytes stand in the data folder
  workspace  integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
  sha256     text NOT NULL,
  name       text NOT NULL,
  bytes      bigint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace, sha256)
);

CREATE TABLE import (
  workspace   integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
  id          bigint GENERATED ALWAYS AS IDENTITY,
  kind        text NOT NULL CHECK (kind IN ('customers', 'orders', 'products', 'spend', 'events')),
  file        text NOT NULL,                          -- sha256 of the upload
  file_name   text NOT NULL,
  format      text NOT NULL,
  encoding    text NOT NULL,
  mapping     jsonb NOT NULL,
  options     jsonb NOT NULL DEFAULT '{}',
  dry_run     boolean NOT NULL DEFAULT false,
  state       text NOT NULL CHECK (state IN ('waiting', 'running', 'stopped', 'done', 'failed')),
  rows_total  bigint,                                 -- NULL until the file has been read to its end
  rows_read   bigint NOT NULL DEFAULT 0,              -- always new + same + bad
  rows_new    bigint NOT NULL DEFAULT 0,
  rows_same   bigint NOT NULL DEFAULT 0,
  rows_bad    bigint NOT NULL DEFAULT 0,
  reasons     jsonb NOT NULL DEFAULT '{}',            -- bad rows by reason
  share       real NOT NULL DEFAULT 0,                -- of the file that has been read, 0 to 1
  error       jsonb,
  actor       text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  started_at  timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (workspace, id)
);

CREATE TABLE import_bad_row (                         -- every row that was not taken, with the reason
  workspace integer NOT NULL,
  import    bigint NOT NULL,
  row       bigint NOT NULL,                          -- as a spreadsheet counts: the header is row 1
  field     text NOT NULL,
  value     text NOT NULL,
  reason    text NOT NULL,                            -- a closed code
  PRIMARY KEY (workspace, import, row),
  FOREIGN KEY (workspace, import) REFERENCES import (workspace, id) ON DELETE CASCADE
);

CREATE TABLE segment (
  workspace   integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
  id          bigint GENERATED ALWAYS AS IDENTITY,
  name        text NOT NULL,
  description text NOT NULL DEFAULT '',
  rules       jsonb NOT NULL,
  actor       text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  updated_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace, id)
);

CREATE TABLE objective (
  workspace     integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
  id            bigint GENERATED ALWAYS AS IDENTITY,
  name          text NOT NULL,
  metric        text NOT NULL,
  baseline      numeric NOT NULL,
  baseline_from date NOT NULL,
  baseline_to   date NOT NULL,
  target        numeric NOT NULL,
  starts_on     date NOT NULL,
  due_on        date NOT NULL,
  owner         text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  archived_at   timestamptz,
  PRIMARY KEY (workspace, id),
  CHECK (due_on >= starts_on)
);

CREATE TABLE campaign (
  workspace        integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
  id               bigint GENERATED ALWAYS AS IDENTITY,
  objective        bigint,
  name             text NOT NULL,
  channel          text NOT NULL,
  segment          bigint,
  purpose          text NOT NULL DEFAULT 'marketing',
  state            text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'sending', 'paused', 'stopped', 'done')),
  holdout_share    numeric NOT NULL DEFAULT 0.1 CHECK (holdout_share >= 0 AND holdout_share <= 0.5),
  budget           bigint NOT NULL DEFAULT 0,         -- minor units of the workspace's currency
  expected_orders  numeric,
  expected_revenue bigint,                            -- minor units
  window_days      integer NOT NULL DEFAULT 7,
  seed             text NOT NULL,                     -- draws the hold-out, the same again on every node
  audience_complete boolean NOT NULL DEFAULT false,   -- the whole audience stands in the ledger
  actor            text NOT NULL,
  created_at       timestamptz NOT NULL DEFAULT now(),
  launched_at      timestamptz,
  finished_at      timestamptz,
  PRIMARY KEY (workspace, id),
  FOREIGN KEY (workspace, objective) REFERENCES objective (workspace, id),
  FOREIGN KEY (workspace, segment) REFERENCES segment (workspace, id)
);

CREATE TABLE campaign_content (                       -- one variant a language
  workspace integer NOT NULL,
  campaign  bigint NOT NULL,
  language  text NOT NULL CHECK (language IN ('en', 'zh-Hans', 'zh-Hant')),
  subject   text NOT NULL,
  preheader text NOT NULL DEFAULT '',
  blocks    jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace, campaign, language),
  FOREIGN KEY (workspace, campaign) REFERENCES campaign (workspace, id) ON DELETE CASCADE
);

CREATE TABLE tracked_link (
  workspace integer NOT NULL,
  id        bigint GENERATED ALWAYS AS IDENTITY,
  campaign  bigint NOT NULL,
  url       text NOT NULL,
  PRIMARY KEY (workspace, id),
  UNIQUE (workspace, campaign, url),
  FOREIGN KEY (workspace, campaign) REFERENCES campaign (workspace, id) ON DELETE CASCADE
);

CREATE TABLE delivery (                               -- the ledger: one row a customer a campaign, never two
  workspace    integer NOT NULL,
  id           bigint GENERATED ALWAYS AS IDENTITY,
  campaign     bigint NOT NULL,
  customer     bigint NOT NULL,
  channel      text NOT NULL,
  arm          text NOT NULL CHECK (arm IN ('treatment', 'holdout')),
  language     text NOT NULL,
  address      text,
  state        text NOT NULL CHECK (state IN
                 ('queued', 'submitting', 'sent', 'delivered', 'bounced', 'refused', 'failed', 'unknown', 'withheld', 'held out')),
  reason       text,                                  -- why it was withheld, refused or bounced: a closed code
  attempts     integer NOT NULL DEFAULT 0,
  message_id   text,
  cost         bigint NOT NULL DEFAULT 0,             -- minor units of the workspace's currency times 1000
  created_at   timestamptz NOT NULL DEFAULT now(),
  next_at      timestamptz,
  submitted_at timestamptz,
  sent_at      timestamptz,
  settled_at   timestamptz,
  PRIMARY KEY (workspace, id),
  UNIQUE (workspace, campaign, customer),
  FOREIGN KEY (workspace, campaign) REFERENCES campaign (workspace, id) ON DELETE CASCADE,
  FOREIGN KEY (workspace, customer) REFERENCES customer (workspace, id) ON DELETE CASCADE
);
CREATE INDEX delivery_queue ON delivery (workspace, campaign, next_at, id) WHERE state = 'queued';
CREATE INDEX delivery_of_customer ON delivery (workspace, customer, id);
CREATE UNIQUE INDEX delivery_by_message ON delivery (message_id) WHERE message_id IS NOT NULL;

CREATE TABLE caught_message (                         -- what the embedded catcher received
  workspace  integer,                                 -- NULL: a message that names no workspace
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  message_id text,
  envelope   jsonb NOT NULL,
  subject    text NOT NULL,
  source     bytea NOT NULL,
  at         timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX caught_message_newest ON caught_message (workspace, id DESC);

CREATE TABLE proposal (                               -- how "adjust" speaks to "plan": as data
  workspace  integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
  id         bigint GENERATED ALWAYS AS IDENTITY,
  advice     text NOT NULL,
  subject    text NOT NULL,
  content    jsonb NOT NULL,                          -- the proposal as the advice gave it
  state      text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'dismissed')),
  made_at    timestamptz NOT NULL DEFAULT now(),
  decided_at timestamptz,
  decided_by text,
  PRIMARY KEY (workspace, id)
);
CREATE UNIQUE INDEX proposal_open_once ON proposal (workspace, advice, subject) WHERE state = 'open';

CREATE TABLE outbox (                                 -- changes that the event store must learn of
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workspace integer NOT NULL,
  topic     text NOT NULL,
  payload   jsonb NOT NULL,
  at        timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE data_quality (                           -- counted findings about the data, by import or sample
  workspace integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
  code      text NOT NULL,
  subject   text NOT NULL DEFAULT '',
  count     bigint NOT NULL,
  detail    jsonb NOT NULL DEFAULT '{}',
  at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace, code, subject)
);
