-- The totals of some orders, or of some months, made anew from their lines. What stood before and has no line any more (the
-- order was told again with another time) becomes a total of no lines, which nobody reads.
INSERT INTO order_totals (workspace, order_id, person, kind, country, channel, currency, time, amount, lines, version)
SELECT workspace, order_id, person, kind, country, channel, currency, time, sum(line_amount), sum(line), max(version)
FROM (
    SELECT workspace, order_id, person, kind, country, channel, currency, time, amount AS line_amount, 1 AS line, version FROM order_lines FINAL
    UNION ALL
    SELECT workspace, order_id, person, kind, country, channel, currency, time, 0, 0, version FROM order_totals FINAL
)
WHERE workspace = {workspace:UInt32}
  AND (empty({orders:Array(String)}) OR order_id IN {orders:Array(String)})
  AND (empty({months:Array(UInt32)}) OR toYYYYMM(time) IN {months:Array(UInt32)})
GROUP BY workspace, order_id, person, kind, country, channel, currency, time
SETTINGS do_not_merge_across_partitions_select_final = 1, max_partitions_per_insert_block = 0
