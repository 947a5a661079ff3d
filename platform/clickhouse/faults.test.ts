import { ClickHouseError } from '@clickhouse/client';
import { expect, it } from 'vitest';
import { eventsFault, networkCode } from './faults.ts';

const place = { address: 'db.example:8123', setting: 'CLICKHOUSE_URL', disk: '/data/events' } as const;
const error = (type: string, message = 'x'): ClickHouseError => new ClickHouseError({ message, code: '1', type });

it('says which disk is full, however the store tells it', () => {
  expect(eventsFault(error('NOT_ENOUGH_SPACE'), place, 1)).toMatchObject({ code: 'stores.disk-full', values: { folder: '/data/events' } });
  expect(eventsFault(error('CANNOT_WRITE_TO_FILE_DESCRIPTOR', 'write: No space left on device'), place, 1)).toMatchObject({ code: 'stores.disk-full' });
});

it('finds a network error behind others', () => {
  expect(networkCode(new Error('outer', { cause: Object.assign(new Error('inner'), { code: 'ECONNREFUSED' }) }))).toBe('ECONNREFUSED');
  expect(networkCode(new Error('socket hang up'))).toBe('ECONNRESET');
  expect(networkCode(new Error('Unknown column'))).toBeNull();
  expect(eventsFault(new Error('socket hang up'), place, 1)).toMatchObject({ code: 'stores.unavailable', values: { store: 'ClickHouse' } });
});

it('leaves an error of the statement alone', () => {
  const own = error('UNKNOWN_IDENTIFIER');
  expect(eventsFault(own, place, 1)).toBe(own);
});
