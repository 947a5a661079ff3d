-- One row an order and kind that counts as trade: goods sold and goods returned. amount is negative for returns.
-- Columns: time, day, month, order_id, kind, amount, country, channel.
SELECT
    l.time AS time,
    toDate(l.time, {zone:String}) AS day,
    toStartOfMonth(toDate(l.time, {zone:String})) AS month,
    l.order_id AS order_id,
    l.kind AS kind,
    l.amount AS amount,
    l.country AS country,
    l.channel AS channel
FROM order_totals AS l FINAL
WHERE l.kind IN ('sale', 'return')
