-- Events of a customer, newest first, older than a position.
SELECT toUnixTimestamp64Milli(time) AS at, event_id AS id, toString(kind) AS kind, name, url_host AS host, url_path AS path, title, referrer,
       source, medium, campaign, device, delivery, order_id AS order, properties, origin
FROM events
WHERE person IN ({persons:Array(UInt64)})
  AND (time, event_id) < (fromUnixTimestamp64Milli({at:Int64}), {id:UInt64})
ORDER BY time DESC, event_id DESC
LIMIT 1 BY event_id
LIMIT {limit:UInt32}
