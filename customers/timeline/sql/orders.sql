-- Orders and returns of a customer, newest first, older than a position; lines without an order number are one entry a moment.
SELECT toUnixTimestamp(max(l.time)) * 1000 AS at, concat(l.order_id, '|', toString(toUnixTimestamp(max(l.time))), '|', if(l.kind = 'return', 'return', 'order')) AS id,
       l.order_id AS order, if(l.kind = 'return', 'return', 'order') AS type, any(l.currency) AS currency,
       toFloat64(sum(l.amount)) AS amount, toFloat64(sumIf(l.amount, l.kind IN ('fee', 'adjustment'))) AS apart, toUInt32(count()) AS lines,
       toFloat64(sum(l.quantity)) AS units, any(l.channel) AS channel,
       groupArray(8)(tuple(if(l.description = '', l.sku, l.description), toFloat64(l.quantity), toFloat64(l.amount), toString(l.kind))) AS items
FROM order_lines AS l FINAL
WHERE l.person IN ({persons:Array(UInt64)})
GROUP BY l.order_id, l.kind = 'return', if(l.order_id = '', toUnixTimestamp(l.time), 0)
HAVING (at, id) < ({at:Int64}, {id:String})
ORDER BY at DESC, id DESC
LIMIT {limit:UInt32}
