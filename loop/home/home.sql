-- The customer base on one day: customers, new ones by first order, active ones, and the share of revenue of the last
-- 365 days that came from customers who had bought before those days' first order of theirs.
WITH
    firsts AS (
        SELECT p.customer AS customer, min(toDate(l.time, {zone:String})) AS first, max(toDate(l.time, {zone:String})) AS last
        FROM order_totals AS l FINAL
        INNER JOIN (SELECT person, customer FROM persons FINAL) AS p ON p.person = l.person
        WHERE l.lines > 0 AND l.kind = 'sale' AND p.customer > 0 AND l.time < toDateTime({today:Date} + 1, {zone:String})
        GROUP BY p.customer
    )
SELECT
    (SELECT toUInt32(count()) FROM customers FINAL WHERE deleted = 0) AS customers,
    toUInt32(countIf(first > {today:Date} - 30)) AS new_now,
    toUInt32(countIf(first > {today:Date} - 60 AND first <= {today:Date} - 30)) AS new_before,
    toUInt32(countIf(last > {today:Date} - 365)) AS active,
    toUInt32(count()) AS buyers
FROM firsts
