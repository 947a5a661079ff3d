-- $1 workspace, $2 JSON array of records.
UPDATE customer c
SET name = r.name, email = r.email, phone = r.phone, country = r.country, language = r.language, attributes = r.attributes,
    traits_at = r.traits_at, created_at = r.since,
    updated_at = CASE WHEN r.changed THEN now() ELSE c.updated_at END
FROM jsonb_to_recordset($2::jsonb) AS r (id bigint, name text, email text, phone text, country text, language text, attributes jsonb, traits_at timestamptz, since timestamptz, changed boolean)
WHERE c.workspace = $1::integer AND c.id = r.id
