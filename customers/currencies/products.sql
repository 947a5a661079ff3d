WITH
    toDateTime({from:Date}, {zone:String}) AS first_time,
    toDateTime({to:Date} + 1, {zone:String}) AS end_time,
    -- The whole months of the period.
    toDateTime(toStartOfMonth(addMonths({from:Date} - 1, 1)), {zone:String}) AS first_month,
    toDateTime(toStartOfMonth({to:Date} + 1), {zone:String}) AS end_month
SELECT t.sku AS sku, t.kind AS kind, t.description AS description, t.quantity AS quantity, t.orders AS orders, EXACT AS amount, COUNTED AS counted
FROM (
MONTHS
    SELECT l.sku AS sku, l.kind AS kind, l.currency AS currency, l.time AS time, l.description AS description, l.quantity AS quantity, l.amount AS amount,
           initializeAggregation('uniqExactState', cityHash64(l.order_id)) AS orders
    FROM order_lines AS l FINAL
    WHERE l.time >= first_time AND l.time < end_time AND NOT (l.time >= first_month AND l.time < end_month AND toYYYYMM(l.time) IN {months:Array(UInt32)})
) AS t
