/**
 * Settings of every MergeTree table. Without them a power cut loses what was confirmed: parts are not synced, and the
 * embedded engine (unlike the server, 480 s) deletes the synced sources of a merge at once while the merged part is
 * still in the page cache.
 */
export const DURABLE = {
  fsync_after_insert: 1,
  fsync_part_directory: 1,
  old_parts_lifetime: 480,
  min_rows_to_fsync_after_merge: 1,
  min_compressed_bytes_to_fsync_after_merge: 1,
  max_suspicious_broken_parts: 1_000_000,
} as const;
