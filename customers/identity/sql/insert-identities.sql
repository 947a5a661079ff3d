-- $1 workspace, $2 kinds, $3 values, $4 customers, $5 persons, $6 sources, $7 times.
INSERT INTO identity (workspace, kind, value, customer, person, source, seen_at)
SELECT $1::integer, kind, value, customer, person, source, seen_at
FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::timestamptz[]) AS i (kind, value, customer, person, source, seen_at)
