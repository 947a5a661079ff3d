-- What the migrations make, written by tools/schema.ts --write; the why of each table stands there.

CREATE TABLE customers
(
    `workspace` UInt32,
    `customer` UInt64,
    `created` DateTime64(3, 'UTC'),
    `country` LowCardinality(String),
    `language` LowCardinality(String),
    `has_email` UInt8,
    `has_phone` UInt8,
    `consent` Array(LowCardinality(String)),
    `attributes` String CODEC(ZSTD(3)),
    `version` UInt64,
    `deleted` UInt8
)
ENGINE = ReplacingMergeTree(version, deleted)
ORDER BY (workspace, customer)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480, min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1, max_suspicious_broken_parts = 1000000, index_granularity = 8192;

CREATE TABLE events
(
    `workspace` UInt32,
    `person` UInt64,
    `time` DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    `event_id` UInt64 CODEC(NONE),
    `received` DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    `kind` Enum8('track' = 1, 'page' = 2, 'screen' = 3, 'identify' = 4, 'group' = 5, 'alias' = 6),
    `name` LowCardinality(String),
    `visitor` String CODEC(ZSTD(3)),
    `user` String CODEC(ZSTD(3)),
    `url_host` LowCardinality(String),
    `url_path` String CODEC(ZSTD(3)),
    `title` String CODEC(ZSTD(3)),
    `referrer` LowCardinality(String),
    `source` LowCardinality(String),
    `medium` LowCardinality(String),
    `campaign` LowCardinality(String),
    `device` LowCardinality(String),
    `browser` LowCardinality(String),
    `system` LowCardinality(String),
    `language` LowCardinality(String),
    `delivery` UInt64,
    `order_id` String CODEC(ZSTD(3)),
    `revenue` Nullable(Int64),
    `currency` LowCardinality(String),
    `properties` String CODEC(ZSTD(3)),
    `origin` LowCardinality(String)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (workspace, person, time, event_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480, min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1, max_suspicious_broken_parts = 1000000, index_granularity = 8192;

CREATE TABLE order_lines
(
    `workspace` UInt32,
    `order_id` String CODEC(ZSTD(1)),
    `line_id` UInt64 CODEC(NONE),
    `time` DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
    `person` UInt64 CODEC(ZSTD(1)),
    `kind` Enum8('sale' = 1, 'return' = 2, 'fee' = 3, 'adjustment' = 4),
    `sku` LowCardinality(String),
    `description` LowCardinality(String),
    `quantity` Decimal(18, 4),
    `unit_price` Decimal(18, 4),
    `amount` Int64,
    `currency` LowCardinality(String),
    `country` LowCardinality(String),
    `channel` LowCardinality(String),
    `source` LowCardinality(String),
    `version` UInt64 CODEC(Delta(8), ZSTD(1)),
    INDEX by_person person TYPE bloom_filter GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY (workspace, toYYYYMM(time))
ORDER BY (workspace, order_id, line_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480, min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1, max_suspicious_broken_parts = 1000000, index_granularity = 8192;

CREATE TABLE order_totals
(
    `workspace` UInt32,
    `order_id` String CODEC(ZSTD(1)),
    `person` UInt64 CODEC(ZSTD(1)),
    `kind` Enum8('sale' = 1, 'return' = 2, 'fee' = 3, 'adjustment' = 4),
    `country` LowCardinality(String),
    `channel` LowCardinality(String),
    `currency` LowCardinality(String),
    `time` DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
    `amount` Int64,
    `lines` UInt32,
    `version` UInt64 CODEC(Delta(8), ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY (workspace, toYYYYMM(time))
ORDER BY (workspace, order_id, person, kind, country, channel, currency, time)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480, min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1, max_suspicious_broken_parts = 1000000, index_granularity = 8192;

CREATE TABLE persons
(
    `workspace` UInt32,
    `person` UInt64,
    `customer` UInt64,
    `version` UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (workspace, person)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480, min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1, max_suspicious_broken_parts = 1000000, index_granularity = 8192;

CREATE TABLE product_builds
(
    `workspace` UInt32,
    `month` UInt32,
    `mark` UInt64,
    `build` UInt64
)
ENGINE = ReplacingMergeTree(build)
ORDER BY (workspace, month)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480, min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1, max_suspicious_broken_parts = 1000000, index_granularity = 8192;

CREATE TABLE product_months
(
    `workspace` UInt32,
    `sku` LowCardinality(String),
    `kind` Enum8('sale' = 1, 'return' = 2, 'fee' = 3, 'adjustment' = 4),
    `currency` LowCardinality(String),
    `time` DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
    `description` LowCardinality(String),
    `quantity` Decimal(38, 4),
    `amount` Int64,
    `orders` AggregateFunction(uniqExact, UInt64),
    `build` UInt64 CODEC(ZSTD(1))
)
ENGINE = MergeTree
PARTITION BY (workspace, toYear(time))
ORDER BY (workspace, sku, time)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480, min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1, max_suspicious_broken_parts = 1000000, index_granularity = 8192;
