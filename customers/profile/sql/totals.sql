-- What each person bought: orders, net revenue of products and returns, and when.
SELECT person, toUInt32(uniqExactIf(order_id, kind = 'sale' AND order_id != '')) AS orders, toFloat64(sumIf(amount, kind IN ('sale', 'return'))) AS revenue,
       toFloat64(-sumIf(amount, kind = 'return')) AS returned,
       toUnixTimestamp(minIf(time, kind = 'sale')) AS first, toUnixTimestamp(maxIf(time, kind = 'sale')) AS last
FROM order_totals FINAL
WHERE person IN ({persons:Array(UInt64)})
GROUP BY person
