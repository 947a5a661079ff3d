-- One row a page view by a person, with the source that brought them.
-- Columns: time, day, month, person, customer (0: not identified), host, path, source, medium, campaign, device, language.
SELECT
    e.time AS time,
    toDate(e.time, {zone:String}) AS day,
    toStartOfMonth(toDate(e.time, {zone:String})) AS month,
    e.person AS person,
    p.customer AS customer,
    e.url_host AS host,
    e.url_path AS path,
    e.source AS source,
    e.medium AS medium,
    e.campaign AS campaign,
    e.device AS device,
    e.language AS language
FROM events AS e
LEFT ANY JOIN (SELECT person, customer FROM persons FINAL) AS p ON p.person = e.person
WHERE e.kind IN ('page', 'screen') AND e.time >= toDateTime({from:Date}, {zone:String}) AND e.time < toDateTime({to:Date} + 1, {zone:String})
