-- Orders credited to one campaign by last touch: the customer's last click on any campaign before the order was on this
-- one, and lies no more than the window before it. Revenue is net of returns on the same order.
WITH
    mine AS (SELECT person, customer FROM persons FINAL),
    clicks AS (
        SELECT p.customer AS customer, e.time AS clicked, JSONExtractString(e.properties, 'campaign') AS campaign
        FROM events AS e
        INNER JOIN mine AS p ON p.person = e.person
        WHERE e.name = 'Email Link Clicked' AND e.delivery > 0
    ),
    orders AS (
        SELECT p.customer AS customer, l.order_id AS order_id, toDateTime64(min(l.time), 3, 'UTC') AS ordered, sum(l.amount) AS amount
        FROM converted_totals AS l
        INNER JOIN mine AS p ON p.person = l.person
        WHERE l.kind IN ('sale', 'return') AND l.person > 0 AND l.time >= toDateTime({since:String}, 'UTC')
        GROUP BY p.customer, l.order_id
        HAVING countIf(l.kind = 'sale') > 0
    )
SELECT toUInt32(count()) AS orders, toUInt32(uniqExact(o.customer)) AS customers, toFloat64(sum(o.amount)) AS revenue
FROM orders AS o
ASOF INNER JOIN clicks AS c ON c.customer = o.customer AND c.clicked <= o.ordered
WHERE c.campaign = {campaign:String} AND o.ordered <= c.clicked + toIntervalDay({window:UInt16})
