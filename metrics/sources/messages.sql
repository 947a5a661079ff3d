-- One row an event of a message: sent, delivered, opened, clicked, unsubscribed … under Segment's names.
-- Columns: time, day, month, name, delivery, customer, campaign (the campaign's number as text).
SELECT
    e.time AS time,
    toDate(e.time, {zone:String}) AS day,
    toStartOfMonth(toDate(e.time, {zone:String})) AS month,
    e.name AS name,
    e.delivery AS delivery,
    p.customer AS customer,
    JSONExtractString(e.properties, 'campaign') AS campaign
FROM events AS e
LEFT ANY JOIN (SELECT person, customer FROM persons FINAL) AS p ON p.person = e.person
WHERE e.kind = 'track' AND e.delivery > 0 AND e.time >= toDateTime({from:Date}, {zone:String}) AND e.time < toDateTime({to:Date} + 1, {zone:String})
