-- One row an order and kind that counts as trade: goods sold and goods returned. amount is negative for returns; it is in the
-- workspace's currency, and 0 where counted is: nobody has given a rate for the order's currency.
-- Columns: time, day, month, order_id, kind, amount, counted, country, channel.
SELECT
    l.time AS time,
    toDate(l.time, {zone:String}) AS day,
    toStartOfMonth(toDate(l.time, {zone:String})) AS month,
    l.order_id AS order_id,
    l.kind AS kind,
    l.amount AS amount,
    l.counted AS counted,
    l.country AS country,
    l.channel AS channel
FROM converted_totals AS l
WHERE l.kind IN ('sale', 'return') AND l.time >= toDateTime({from:Date}, {zone:String}) AND l.time < toDateTime({to:Date} + 1, {zone:String})
