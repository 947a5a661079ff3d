-- What came back of messages. The first word of each kind counts, so that a bounce read twice counts once.
CREATE TABLE delivery_return (
  workspace integer NOT NULL,
  delivery  bigint NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('bounced', 'delayed', 'delivered', 'complained')),
  cause     text CHECK (cause IN ('address', 'mailbox', 'size', 'blocked', 'content')),  -- of a bounce; only 'address' and many of 'mailbox' suppress
  status    text,                                     -- RFC 3463, such as 5.1.1
  reason    text NOT NULL DEFAULT '',                 -- what a stranger's server wrote: one line of text, never mark-up
  heard     text NOT NULL CHECK (heard IN ('dialogue', 'mail', 'catcher')),
  address   text,
  at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace, delivery, kind),
  FOREIGN KEY (workspace, delivery) REFERENCES delivery (workspace, id) ON DELETE CASCADE
);
CREATE INDEX delivery_return_of_address ON delivery_return (workspace, address, at) WHERE kind = 'bounced';

CREATE TABLE return_mailbox (                         -- how far the mailbox of bounces has been read
  id       text PRIMARY KEY,                          -- user@host/folder
  validity text NOT NULL,                             -- UIDVALIDITY of RFC 3501: another one means other numbers
  last_uid bigint NOT NULL DEFAULT 0,
  read_at  timestamptz,
  fault    text                                       -- why the last look failed; NULL when it did not
);
