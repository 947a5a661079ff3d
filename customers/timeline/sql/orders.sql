-- Which orders and returns of a customer come next, newest first, older than a position: from the small table of totals.
-- Lines without an order number are one entry a moment; an order in two currencies is two entries, each in its own.
SELECT toUnixTimestamp(max(t.time)) * 1000 AS at, concat(t.order_id, '|', toString(toUnixTimestamp(max(t.time))), '|', if(t.kind = 'return', 'return', 'order'), '|', t.currency) AS id,
       t.order_id AS order, if(t.kind = 'return', 'return', 'order') AS type, if(t.order_id = '', toUnixTimestamp(t.time), 0) AS moment, t.currency AS currency, toUnixTimestamp(min(t.time)) AS first
FROM order_totals AS t FINAL
WHERE t.lines > 0 AND t.person IN ({persons:Array(UInt64)})
GROUP BY t.order_id, t.kind = 'return', if(t.order_id = '', toUnixTimestamp(t.time), 0), t.currency
HAVING (at, id) < ({at:Int64}, {id:String})
ORDER BY at DESC, id DESC
LIMIT {limit:UInt32}
