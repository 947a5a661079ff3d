-- Net revenue by the country of the order line.
SELECT
    if(country = '', '?', country) AS country,
    toUInt32(uniqExactIf(order_id, kind = 'sale')) AS orders,
    toUInt32(uniqExactIf(person, kind = 'sale' AND person > 0)) AS customers,
    toFloat64(sum(amount)) AS net,
    toFloat64(-sumIf(amount, kind = 'return')) / nullIf(sumIf(amount, kind = 'sale'), 0) AS return_share
FROM converted_totals
WHERE kind IN ('sale', 'return') AND time >= toDateTime({from:Date}, {zone:String}) AND time < toDateTime({to:Date} + 1, {zone:String})
GROUP BY country
ORDER BY net DESC, country
LIMIT 500
