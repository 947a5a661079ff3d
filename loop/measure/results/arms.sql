-- What each arm did within the window after it was drawn: people, buyers, orders, net revenue and its squares
-- (the squares are what an interval of the difference needs).
WITH
    mine AS (SELECT person, customer FROM persons FINAL),
    arms AS (
        SELECT p.customer AS customer, any(JSONExtractString(e.properties, 'arm')) AS arm, min(e.time) AS drawn
        FROM events AS e
        INNER JOIN mine AS p ON p.person = e.person
        WHERE e.name = 'Campaign Assigned' AND e.delivery > 0 AND JSONExtractString(e.properties, 'campaign') = {campaign:String}
        GROUP BY p.customer
    ),
    orders AS (
        SELECT p.customer AS customer, l.order_id AS order_id, toDateTime64(min(l.time), 3, 'UTC') AS ordered, sum(l.amount) AS amount
        FROM converted_totals AS l
        INNER JOIN mine AS p ON p.person = l.person
        WHERE l.kind IN ('sale', 'return') AND l.person > 0 AND l.time >= toDateTime({since:String}, 'UTC')
        GROUP BY p.customer, l.order_id
        HAVING countIf(l.kind = 'sale') > 0
    ),
    people AS (
        SELECT a.customer AS customer, a.arm AS arm,
            countIf(o.customer > 0 AND o.ordered >= a.drawn AND o.ordered <= a.drawn + toIntervalDay({window:UInt16})) AS bought,
            toFloat64(sumIf(o.amount, o.customer > 0 AND o.ordered >= a.drawn AND o.ordered <= a.drawn + toIntervalDay({window:UInt16}))) AS spent
        FROM arms AS a
        LEFT JOIN orders AS o ON o.customer = a.customer
        GROUP BY a.customer, a.arm
    )
SELECT arm, toUInt32(count()) AS people, toUInt32(countIf(bought > 0)) AS buyers, toUInt32(sum(bought)) AS orders,
    sum(spent) AS revenue, sum(spent * spent) AS revenue_squares
FROM people
GROUP BY arm
ORDER BY arm
