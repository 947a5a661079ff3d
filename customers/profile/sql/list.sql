-- Customers, newest record first, after a number. $1 workspace, $2 before, $3 search as a LIKE prefix or NULL, $4 number searched or NULL, $5 limit,
-- $6 and $7 the prefix as it was typed and in capitals, for own numbers.
SELECT c.id, c.name, c.email, c.phone, c.country, c.language, c.created_at,
       (SELECT min(i.value) FROM identity i WHERE i.workspace = c.workspace AND i.customer = c.id AND i.kind = 'id') AS own_id
FROM customer c
WHERE c.workspace = $1 AND c.merged_into IS NULL AND c.id < $2::bigint
  AND ($3::text IS NULL OR c.id IN (
    SELECT i.customer FROM identity i WHERE i.workspace = $1 AND ((i.kind IN ('email', 'phone') AND i.value LIKE $3) OR (i.kind = 'id' AND (i.value LIKE $3 OR i.value LIKE $6 OR i.value LIKE $7)))
    UNION ALL SELECT n.id FROM customer n WHERE n.workspace = $1 AND lower(n.name) LIKE $3
    UNION ALL SELECT $4::bigint WHERE $4::bigint IS NOT NULL))
ORDER BY c.id DESC
LIMIT $5
