-- Totals were wrong where an order had been told twice with two times (both stood) and where a month had lines of events and
-- then of an import (those had none): all are made anew, and what has no line becomes a total of no lines.
INSERT INTO order_totals (workspace, order_id, person, kind, country, channel, currency, time, amount, lines, version)
SELECT workspace, order_id, person, kind, country, channel, currency, time, sum(line_amount), sum(line), max(version)
FROM (
    SELECT workspace, order_id, person, kind, country, channel, currency, time, amount AS line_amount, 1 AS line, version FROM order_lines FINAL
    UNION ALL
    SELECT workspace, order_id, person, kind, country, channel, currency, time, 0, 0, version FROM order_totals FINAL
)
GROUP BY workspace, order_id, person, kind, country, channel, currency, time
SETTINGS do_not_merge_across_partitions_select_final = 1, max_partitions_per_insert_block = 0, max_bytes_before_external_group_by = 200000000;
