-- What happened. An event never changes; who it belongs to is looked up through persons.
-- person is a 63-bit hash of the identity the event carried ('id:…', 'visitor:…', 'customer:…').
CREATE TABLE events
(
    workspace   UInt32,
    person      UInt64,
    time        DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    event_id    UInt64 CODEC(NONE),
    received    DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
    kind        Enum8('track' = 1, 'page' = 2, 'screen' = 3, 'identify' = 4, 'group' = 5, 'alias' = 6),
    name        LowCardinality(String),
    visitor     String CODEC(ZSTD(3)),
    user        String CODEC(ZSTD(3)),
    url_host    LowCardinality(String),
    url_path    String CODEC(ZSTD(3)),
    title       String CODEC(ZSTD(3)),
    referrer    LowCardinality(String),
    source      LowCardinality(String),
    medium      LowCardinality(String),
    campaign    LowCardinality(String),
    device      LowCardinality(String),
    browser     LowCardinality(String),
    system      LowCardinality(String),
    language    LowCardinality(String),
    delivery    UInt64,
    order_id    String CODEC(ZSTD(3)),
    revenue     Nullable(Int64),
    currency    LowCardinality(String),
    properties  String CODEC(ZSTD(3)),
    origin      LowCardinality(String)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(time)
ORDER BY (workspace, person, time, event_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480,
         min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1,
         max_suspicious_broken_parts = 1000000;

-- One row a line of an order or of a return. line_id is a hash of what the line says and of its
-- occurrence among equal lines, so the same file twice changes nothing.
-- amount is in minor units of currency, negative for returns.
CREATE TABLE order_lines
(
    workspace   UInt32,
    order_id    String CODEC(ZSTD(1)),
    line_id     UInt64 CODEC(NONE),
    time        DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
    person      UInt64 CODEC(ZSTD(1)),
    kind        Enum8('sale' = 1, 'return' = 2, 'fee' = 3, 'adjustment' = 4),
    sku         LowCardinality(String),
    description LowCardinality(String),
    quantity    Decimal(18, 4),
    unit_price  Decimal(18, 4),
    amount      Int64,
    currency    LowCardinality(String),
    country     LowCardinality(String),
    channel     LowCardinality(String),
    source      LowCardinality(String),
    version     UInt64 CODEC(Delta, ZSTD(1)),   -- number of the import that brought it
    INDEX by_person person TYPE bloom_filter GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY (workspace, toYYYYMM(time))
ORDER BY (workspace, order_id, line_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480,
         min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1,
         max_suspicious_broken_parts = 1000000;

-- What the lines of an order add up to, kind by kind: a twentieth of the rows, which is what most questions need.
-- Made from order_lines and made again whenever they change; version is the newest line's.
CREATE TABLE order_totals
(
    workspace   UInt32,
    order_id    String CODEC(ZSTD(1)),
    person      UInt64 CODEC(ZSTD(1)),
    kind        Enum8('sale' = 1, 'return' = 2, 'fee' = 3, 'adjustment' = 4),
    country     LowCardinality(String),
    channel     LowCardinality(String),
    time        DateTime('UTC') CODEC(DoubleDelta, ZSTD(1)),
    amount      Int64,
    lines       UInt32,
    version     UInt64 CODEC(Delta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY (workspace, toYYYYMM(time))
ORDER BY (workspace, order_id, person, kind, country, channel, time)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480,
         min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1,
         max_suspicious_broken_parts = 1000000;

-- Which customer a person (an identity's hash) belongs to today; fed from the outbox.
CREATE TABLE persons
(
    workspace UInt32,
    person    UInt64,
    customer  UInt64,
    version   UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (workspace, person)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480,
         min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1,
         max_suspicious_broken_parts = 1000000;

-- A copy of what segments ask of a customer, so that a live count is one query; fed from the outbox.
-- consent holds 'channel:purpose' for every consent in force.
CREATE TABLE customers
(
    workspace  UInt32,
    customer   UInt64,
    created    DateTime64(3, 'UTC'),
    country    LowCardinality(String),
    language   LowCardinality(String),
    has_email  UInt8,
    has_phone  UInt8,
    consent    Array(LowCardinality(String)),
    attributes String CODEC(ZSTD(3)),
    version    UInt64,
    deleted    UInt8
)
ENGINE = ReplacingMergeTree(version, deleted)
ORDER BY (workspace, customer)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1, old_parts_lifetime = 480,
         min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1,
         max_suspicious_broken_parts = 1000000;
