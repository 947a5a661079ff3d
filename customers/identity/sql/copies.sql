-- Customers as the event store copies them. $1 workspace, $2 customers.
-- A consent holds by its newest row, also among the rows of records that were merged into the customer.
WITH family AS (
  SELECT c.id AS member, coalesce(c.merged_into, c.id) AS customer
  FROM customer c WHERE c.workspace = $1 AND (c.id = ANY ($2::bigint[]) OR c.merged_into = ANY ($2::bigint[]))
), newest AS (
  SELECT DISTINCT ON (f.customer, s.channel, s.purpose) f.customer, s.channel, s.purpose, s.state
  FROM family f JOIN consent s ON s.workspace = $1 AND s.customer = f.member
  ORDER BY f.customer, s.channel, s.purpose, s.at DESC, s.id DESC
), held AS (
  SELECT customer, jsonb_agg(channel || ':' || purpose ORDER BY channel, purpose) AS consent FROM newest WHERE state = 'granted' GROUP BY customer
), owned AS (
  SELECT i.customer, jsonb_agg(i.person::text) AS persons FROM identity i WHERE i.workspace = $1 AND i.customer = ANY ($2::bigint[]) GROUP BY i.customer
)
SELECT c.id AS customer, c.created_at, coalesce(c.country, '') AS country, coalesce(c.language, '') AS language,
       c.email IS NOT NULL AS has_email, c.phone IS NOT NULL AS has_phone, c.attributes, c.merged_into IS NOT NULL AS absorbed,
       coalesce(h.consent, '[]'::jsonb) AS consent, coalesce(o.persons, '[]'::jsonb) AS persons
FROM customer c
LEFT JOIN held h ON h.customer = c.id
LEFT JOIN owned o ON o.customer = c.id
WHERE c.workspace = $1 AND c.id = ANY ($2::bigint[])
