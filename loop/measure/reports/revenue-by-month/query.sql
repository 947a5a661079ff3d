-- Trade by month. gross is before returns; everything in minor units.
WITH trade AS (
    SELECT toStartOfMonth(toDate(time, {zone:String})) AS month, order_id, person, kind, amount
    FROM converted_totals
    WHERE kind IN ('sale', 'return') AND time >= toDateTime({from:Date}, {zone:String}) AND time < toDateTime({to:Date} + 1, {zone:String})
)
SELECT
    formatDateTime(month, '%Y-%m') AS month,
    toUInt32(uniqExactIf(order_id, kind = 'sale')) AS orders,
    toUInt32(uniqExactIf(person, kind = 'sale' AND person > 0)) AS customers,
    toFloat64(sumIf(amount, kind = 'sale')) AS gross,
    toFloat64(sumIf(amount, kind = 'return')) AS returned,
    toFloat64(sum(amount)) AS net
FROM trade
GROUP BY month
ORDER BY month
