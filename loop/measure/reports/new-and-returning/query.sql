-- A customer is new in the month of the first order ever, returning in later months; lines of nobody known stand apart.
WITH
    trade AS (
        SELECT toStartOfMonth(toDate(l.time, {zone:String})) AS month, p.customer AS customer, l.kind AS kind, l.amount AS amount
        FROM converted_totals AS l
        LEFT ANY JOIN (SELECT person, customer FROM persons FINAL) AS p ON p.person = l.person
        WHERE l.kind IN ('sale', 'return')
    ),
    firsts AS (SELECT customer, min(month) AS first FROM trade WHERE kind = 'sale' AND customer > 0 GROUP BY customer)
SELECT
    formatDateTime(t.month, '%Y-%m') AS month,
    toUInt32(uniqExactIf(t.customer, t.kind = 'sale' AND t.customer > 0 AND f.first = t.month)) AS new_customers,
    toUInt32(uniqExactIf(t.customer, t.kind = 'sale' AND t.customer > 0 AND f.first < t.month)) AS returning_customers,
    toFloat64(sumIf(t.amount, t.customer > 0 AND f.first = t.month)) AS new_net,
    toFloat64(sumIf(t.amount, t.customer > 0 AND f.first != t.month)) AS returning_net,
    toFloat64(sumIf(t.amount, t.customer = 0)) AS unknown_net
FROM trade AS t
LEFT ANY JOIN firsts AS f ON f.customer = t.customer
WHERE t.month BETWEEN toStartOfMonth({from:Date}) AND {to:Date}
GROUP BY t.month
ORDER BY t.month
