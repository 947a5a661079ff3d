-- What the lines of a month add up to, product by product. `time` stands for the lines of a row: in every time zone it lies in
-- the month in which they lie. orders holds the numbers of the orders (hashed), so that an order over two months counts once.
-- Rows of one build belong together; they count while product_builds names the build and the month has not changed since.
CREATE TABLE product_months
(
    workspace   UInt32,
    sku         LowCardinality(String),
    kind        Enum8('sale' = 1, 'return' = 2, 'fee' = 3, 'adjustment' = 4),
    currency    LowCardinality(String),
    time        DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
    description LowCardinality(String),
    quantity    Decimal(38, 4),
    amount      Int64,                          -- minor units of currency
    orders      AggregateFunction(uniqExact, UInt64),
    build       UInt64 CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY (workspace, toYear(time))
ORDER BY (workspace, sku, time)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480,
         min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1,
         max_suspicious_broken_parts = 1000000;

-- The latest complete build of each month (YYYYMM, UTC), and how far the month's lines had changed when it began.
CREATE TABLE product_builds
(
    workspace UInt32,
    month     UInt32,
    mark      UInt64,
    build     UInt64
)
ENGINE = ReplacingMergeTree(build)
ORDER BY (workspace, month)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480,
         min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1,
         max_suspicious_broken_parts = 1000000;
