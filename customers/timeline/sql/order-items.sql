-- The lines of some orders and returns of a customer, found by their numbers: the table's own order.
SELECT l.order_id AS order, if(l.kind = 'return', 'return', 'order') AS type, if(l.order_id = '', toUnixTimestamp(l.time), 0) AS moment,
       l.currency AS currency, toFloat64(sum(l.amount)) AS amount, toFloat64(sumIf(l.amount, l.kind IN ('fee', 'adjustment'))) AS apart, toUInt32(count()) AS lines,
       toFloat64(sum(l.quantity)) AS units, any(l.channel) AS channel,
       groupArray(8)(tuple(if(l.description = '', l.sku, l.description), toFloat64(l.quantity), toFloat64(l.amount), toString(l.kind))) AS items
FROM order_lines AS l FINAL
WHERE l.order_id IN ({orders:Array(String)}) AND l.person IN ({persons:Array(UInt64)})
  AND l.time >= fromUnixTimestamp({first:Int64}) AND l.time <= fromUnixTimestamp({last:Int64})
GROUP BY l.order_id, l.kind = 'return', if(l.order_id = '', toUnixTimestamp(l.time), 0), l.currency
