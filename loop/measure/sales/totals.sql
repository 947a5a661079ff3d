-- The totals of some orders, or of some months, made anew from their lines.
INSERT INTO order_totals (workspace, order_id, person, kind, country, channel, currency, time, amount, lines, version)
SELECT workspace, order_id, person, kind, country, channel, currency, time, sum(amount), count(), max(version)
FROM order_lines FINAL
WHERE workspace = {workspace:UInt32}
  AND (empty({orders:Array(String)}) OR order_id IN {orders:Array(String)})
  AND (empty({months:Array(UInt32)}) OR toYYYYMM(time) IN {months:Array(UInt32)})
GROUP BY workspace, order_id, person, kind, country, channel, currency, time
SETTINGS do_not_merge_across_partitions_select_final = 1, max_partitions_per_insert_block = 0
