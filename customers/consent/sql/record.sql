-- Adds the entries that are not there yet, and says which. $1 workspace, $2 JSON array of entries with their place.
WITH given AS (
  SELECT * FROM jsonb_to_recordset($2::jsonb)
    AS r (place integer, customer bigint, channel text, purpose text, state text, wording text, source text, proof jsonb, at timestamptz)
), fresh AS (
  SELECT DISTINCT ON (customer, channel, purpose, state, at, wording, source) * FROM given g
  WHERE NOT EXISTS (
    SELECT FROM consent c WHERE c.workspace = $1::integer AND c.customer = g.customer AND c.channel = g.channel AND c.purpose = g.purpose
      AND c.state = g.state AND c.at = g.at AND c.wording = g.wording AND c.source = g.source)
  ORDER BY customer, channel, purpose, state, at, wording, source, place
), put AS (
  INSERT INTO consent (workspace, customer, channel, purpose, state, wording, source, proof, at)
  SELECT $1::integer, customer, channel, purpose, state, wording, source, proof, at FROM fresh ORDER BY place
)
SELECT place FROM fresh
