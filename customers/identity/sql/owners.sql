-- The records that own any of these identities, with all that tells a record apart. $1 workspace, $2 kinds, $3 values.
WITH found AS (
  SELECT i.kind, i.value, i.customer
  FROM unnest($2::text[], $3::text[]) AS asked (kind, value)
  JOIN identity i ON i.workspace = $1 AND i.kind = asked.kind AND i.value = asked.value
), known AS (
  SELECT i.customer, jsonb_agg(jsonb_build_array(i.kind, i.value)) AS identities
  FROM identity i
  WHERE i.workspace = $1 AND i.customer IN (SELECT customer FROM found) AND i.kind IN ('id', 'email', 'phone')
  GROUP BY i.customer
)
SELECT c.id, c.name, c.email, c.phone, c.country, c.language, c.attributes, c.traits_at, c.created_at,
       (SELECT jsonb_agg(jsonb_build_array(f.kind, f.value)) FROM found f WHERE f.customer = c.id) AS asked,
       coalesce((SELECT k.identities FROM known k WHERE k.customer = c.id), '[]'::jsonb) AS known
FROM customer c
WHERE c.workspace = $1 AND c.id IN (SELECT customer FROM found)
