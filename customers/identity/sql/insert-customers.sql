-- New records under numbers drawn beforehand. $1 workspace, $2 JSON array of records.
INSERT INTO customer (workspace, id, name, email, phone, country, language, attributes, traits_at, created_at)
OVERRIDING SYSTEM VALUE
SELECT $1::integer, r.id, r.name, r.email, r.phone, r.country, r.language, r.attributes, r.traits_at, r.since
FROM jsonb_to_recordset($2::jsonb) AS r (id bigint, name text, email text, phone text, country text, language text, attributes jsonb, traits_at timestamptz, since timestamptz)
