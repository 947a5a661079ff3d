-- Customers by the month of their first order (the cohort) and how many of them ordered n months later.
-- Months that are not over by the last day of the period are left out of the shares by the page.
WITH
    sales AS (
        SELECT DISTINCT toStartOfMonth(toDate(l.time, {zone:String})) AS month, p.customer AS customer
        FROM order_totals AS l FINAL
        INNER JOIN (SELECT person, customer FROM persons FINAL) AS p ON p.person = l.person
        WHERE l.lines > 0 AND l.kind = 'sale' AND p.customer > 0 AND l.time < toDateTime({to:Date} + 1, {zone:String})
    ),
    firsts AS (SELECT customer, min(month) AS cohort FROM sales GROUP BY customer),
    sizes AS (SELECT cohort, count() AS size FROM firsts GROUP BY cohort)
SELECT
    formatDateTime(f.cohort, '%Y-%m') AS cohort,
    toUInt32(dateDiff('month', f.cohort, s.month)) AS months_later,
    toUInt32(count()) AS customers,
    toUInt32(any(z.size)) AS size,
    count() / any(z.size) AS share
FROM sales AS s
INNER JOIN firsts AS f ON f.customer = s.customer
INNER JOIN sizes AS z ON z.cohort = f.cohort
WHERE f.cohort BETWEEN toStartOfMonth({from:Date}) AND {to:Date}
GROUP BY f.cohort, s.month
ORDER BY f.cohort, months_later
