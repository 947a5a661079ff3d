-- What one unit of a currency is worth in the company's own (base), as a person gave it. A rate holds from its month
-- until the next one of the same currency; 1970-01 is from the beginning. Rates to a base that the company no longer
-- counts in stay, for the day on which it goes back.
CREATE TABLE currency_rate (
  workspace  integer NOT NULL REFERENCES workspace ON DELETE CASCADE,
  base       text NOT NULL,
  currency   text NOT NULL CHECK (currency <> base),
  since      date NOT NULL CHECK (extract(day FROM since) = 1),
  rate       numeric NOT NULL CHECK (rate > 0),
  actor      text NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace, base, currency, since)
);
