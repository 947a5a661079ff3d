-- Recency, frequency and money in fifths of the base on the last day of the period, then in groups that people use.
-- Fifths by rank: ties are split by the customer's number so that each fifth has as many people as it can.
WITH
    base AS (
        SELECT p.customer AS customer,
            dateDiff('day', max(toDate(l.time, {zone:String})), {to:Date}) AS recency,
            uniqExact(l.order_id) AS frequency,
            sum(l.amount) AS money
        FROM converted_totals AS l
        INNER JOIN (SELECT person, customer FROM persons FINAL) AS p ON p.person = l.person
        WHERE l.kind = 'sale' AND p.customer > 0 AND l.time >= toDateTime({from:Date}, {zone:String}) AND l.time < toDateTime({to:Date} + 1, {zone:String})
        GROUP BY p.customer
    ),
    scored AS (
        SELECT *,
            6 - ntile(5) OVER (ORDER BY recency, customer ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS r,
            ntile(5) OVER (ORDER BY frequency, customer ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS f,
            ntile(5) OVER (ORDER BY money, customer ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS m
        FROM base
    )
SELECT
    multiIf(r >= 4 AND f >= 4, 'champions', r >= 3 AND f >= 3, 'loyal', r >= 4, 'new', r = 3, 'promising', f >= 4, 'at risk', f >= 2, 'fading', 'lost') AS grouping,
    toUInt32(count()) AS customers,
    round(avg(recency), 1) AS recency_days,
    round(avg(frequency), 2) AS orders_each,
    toFloat64(sum(money)) AS gross,
    sum(money) / sum(sum(money)) OVER () AS revenue_share
FROM scored
GROUP BY grouping
ORDER BY gross DESC
