-- What the lines of some months (in UTC) add up to, product by product. The lines of its first and last hours, of which time
-- zones do not agree in which month they lie, keep their time to the quarter of an hour, by which all zones differ; the
-- second day stands for the rest.
INSERT INTO product_months (workspace, sku, kind, currency, time, description, quantity, amount, orders, build)
SELECT l.workspace, l.sku, l.kind, l.currency,
    if(toStartOfMonth(l.time - INTERVAL 12 HOUR) = toStartOfMonth(l.time + INTERVAL 14 HOUR), toDateTime(toStartOfMonth(l.time) + 1, 'UTC'), toStartOfFifteenMinutes(l.time)) AS moment,
    anyIf(l.description, l.description != ''), sum(l.quantity), sum(l.amount), uniqExactState(cityHash64(l.order_id)), {build:UInt64} + indexOf({months:Array(UInt32)}, toYYYYMM(l.time)) AS build
FROM order_lines AS l FINAL
WHERE l.workspace = {workspace:UInt32} AND toYYYYMM(l.time) IN {months:Array(UInt32)}
GROUP BY l.workspace, l.sku, l.kind, l.currency, moment, build
SETTINGS do_not_merge_across_partitions_select_final = 1, max_partitions_per_insert_block = 0
