-- An order in two currencies has two totals: nothing adds pounds to yen. The currency belongs to what tells rows apart,
-- so the table is made anew from its lines.
CREATE TABLE order_totals_by_currency
(
    workspace   UInt32,
    order_id    String CODEC(ZSTD(1)),
    person      UInt64 CODEC(ZSTD(1)),
    kind        Enum8('sale' = 1, 'return' = 2, 'fee' = 3, 'adjustment' = 4),
    country     LowCardinality(String),
    channel     LowCardinality(String),
    currency    LowCardinality(String),
    time        DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
    amount      Int64,                          -- minor units of currency
    lines       UInt32,
    version     UInt64 CODEC(Delta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY (workspace, toYYYYMM(time))
ORDER BY (workspace, order_id, person, kind, country, channel, currency, time)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480,
         min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1,
         max_suspicious_broken_parts = 1000000;

-- In the order of the key, so that it needs little memory however long the history is.
INSERT INTO order_totals_by_currency (workspace, order_id, person, kind, country, channel, currency, time, amount, lines, version)
SELECT workspace, order_id, person, kind, country, channel, currency, time, sum(amount), count(), max(version)
FROM order_lines FINAL
GROUP BY workspace, order_id, person, kind, country, channel, currency, time
SETTINGS do_not_merge_across_partitions_select_final = 1, max_partitions_per_insert_block = 0, optimize_aggregation_in_order = 1;

DROP TABLE order_totals;

RENAME TABLE order_totals_by_currency TO order_totals;
