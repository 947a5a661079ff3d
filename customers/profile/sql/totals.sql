-- What each person bought: orders, net revenue of products and returns, and when; orders in a currency without a rate
-- are counted, and their money is not.
SELECT person, toUInt32(uniqExactIf(order_id, kind = 'sale' AND order_id != '')) AS orders, toFloat64(sumIf(amount, kind IN ('sale', 'return'))) AS revenue,
       toFloat64(-sumIf(amount, kind = 'return')) AS returned, toUInt32(uniqExactIf(if(order_id = '', toString(time), order_id), counted = 0)) AS left_out,
       toUnixTimestamp(minIf(time, kind = 'sale')) AS first, toUnixTimestamp(maxIf(time, kind = 'sale')) AS last
FROM converted_totals
WHERE person IN ({persons:Array(UInt64)})
GROUP BY person
