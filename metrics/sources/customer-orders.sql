-- The same as orders, with the customer whom each belongs to: for metrics that count people.
-- Columns: time, day, month, order_id, customer (0: nobody known), kind, amount, counted, country, channel.
SELECT
    l.time AS time,
    toDate(l.time, {zone:String}) AS day,
    toStartOfMonth(toDate(l.time, {zone:String})) AS month,
    l.order_id AS order_id,
    p.customer AS customer,
    l.kind AS kind,
    l.amount AS amount,
    l.counted AS counted,
    l.country AS country,
    l.channel AS channel
FROM converted_totals AS l
LEFT ANY JOIN (SELECT person, customer FROM persons FINAL) AS p ON p.person = l.person
WHERE l.kind IN ('sale', 'return') AND l.time < toDateTime({to:Date} + 1, {zone:String})
