-- Customers as the event store copies them. $1 workspace, $2 customers. One look into an index for each customer: joined
-- groups would be planned badly while the tables are being filled.
-- A consent holds by its newest row, also among the rows of records that were merged into the customer.
SELECT c.id AS customer, c.created_at, coalesce(c.country, '') AS country, coalesce(c.language, '') AS language,
       c.email IS NOT NULL AS has_email, c.phone IS NOT NULL AS has_phone, c.attributes, c.merged_into IS NOT NULL AS absorbed,
       coalesce((SELECT jsonb_agg(i.person::text) FROM identity i WHERE i.workspace = $1 AND i.customer = c.id), '[]'::jsonb) AS persons,
       coalesce((
         SELECT jsonb_agg(newest.consent ORDER BY newest.consent) FROM (
           SELECT DISTINCT ON (s.channel, s.purpose) s.channel || ':' || s.purpose AS consent, s.state
           FROM consent s
           WHERE s.workspace = $1 AND s.customer = ANY (ARRAY(SELECT m.id FROM customer m WHERE m.workspace = $1 AND m.merged_into = c.id) || c.id)
           ORDER BY s.channel, s.purpose, s.at DESC, s.id DESC
         ) AS newest WHERE newest.state = 'granted'
       ), '[]'::jsonb) AS consent
FROM customer c
WHERE c.workspace = $1 AND c.id = ANY ($2::bigint[])
