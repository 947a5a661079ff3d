-- Messages, consents and merges of a customer and of the records merged into it, newest first, older than a position.
-- $1 workspace, $2 customers, $3 time, $4 id, $5 limit.
SELECT at, id, type, detail FROM (
  SELECT coalesce(d.settled_at, d.sent_at, d.submitted_at, d.created_at) AS at, 'd' || lpad(d.id::text, 19, '0') AS id, 'message' AS type,
         jsonb_build_object('delivery', d.id, 'campaign', d.campaign, 'name', c.name, 'channel', d.channel, 'state', d.state, 'reason', d.reason, 'address', d.address, 'arm', d.arm) AS detail
  FROM delivery d JOIN campaign c ON c.workspace = d.workspace AND c.id = d.campaign
  WHERE d.workspace = $1 AND d.customer = ANY ($2::bigint[])
  UNION ALL
  SELECT s.at, 's' || lpad(s.id::text, 19, '0'), 'consent', jsonb_build_object('channel', s.channel, 'purpose', s.purpose, 'state', s.state, 'wording', s.wording, 'source', s.source, 'demonstration', coalesce(s.proof->>'demonstration', 'false') = 'true')
  FROM consent s WHERE s.workspace = $1 AND s.customer = ANY ($2::bigint[])
  UNION ALL
  SELECT coalesce(m.undone_at, m.at), 'm' || lpad(m.id::text, 19, '0'), 'merge', jsonb_build_object('merge', m.id, 'kept', m.kept, 'absorbed', m.absorbed, 'reason', m.reason, 'actor', m.actor, 'undone', m.undone_at IS NOT NULL)
  FROM customer_merge m WHERE m.workspace = $1 AND (m.kept = ANY ($2::bigint[]) OR m.absorbed = ANY ($2::bigint[]))
) AS records
WHERE (at, id) < ($3::timestamptz, $4::text)
ORDER BY at DESC, id DESC
LIMIT $5
