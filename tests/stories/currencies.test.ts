import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWNER, eventually, openTestApplication, type Caller, type Json, type TestApplication } from '../application/open.ts';

/** A shop that counts in euros and sells in four currencies; one order is in two, and two rows name no currency at all. */
const FILE = `Order,Date,SKU,Name,Quantity,Price,Currency,Customer,Country
A1,2026-01-10 10:00,MUG,Mug,2,10.00,EUR,c1,DE
A2,2026-01-15 10:00,PEN,Pen,1,50.00,USD,c2,US
A3,2026-02-15 10:00,MUG,Mug,3,20.00,USD,c1,DE
A4,2026-02-10 10:00,PEN,Pen,1,1999,JPY,c3,JP
A5,2026-02-20 10:00,TEA,Tea,2,100.50,CNY,c3,JP
A6,2026-02-21 10:00,MUG,Mug,1,10.00,EUR,c1,DE
A6,2026-02-21 10:00,TEA,Tea,1,1000,JPY,c1,DE
A2,2026-02-25 10:00,PEN,Pen,-1,20.00,USD,c2,US
A7,2026-02-26 10:00,MUG,Mug,1,10.00,EURO,c1,DE
A8,2026-02-26 10:00,MUG,Mug,1,10.00,ZZZ,c1,DE
`;
const PERIOD = 'from=2026-01-01&to=2026-02-28';

let app: TestApplication;
let owner: Caller;

const asked = async (method: string, path: string, body?: unknown): Promise<Json> => {
  const answer = await app.ask(method, `/api/v1${path}`, { as: owner, ...(body === undefined ? {} : { body }) });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const get = (path: string): Promise<Json> => asked('GET', path);
const report = (id: string): Promise<Json> => get(`/reports/${id}?${PERIOD}`);
const rate = (currency: string, since: string, worth: number): Promise<Json> => asked('PUT', `/currencies/${currency}/rates/${since}`, { rate: worth });
const sum = (rows: Json[], name: string): number => rows.reduce((all, row) => all + row[name], 0);
const customer = async (ownId: string): Promise<Json> => get(`/customers/${(await get(`/customers?search=${ownId}`)).customers[0].id}`);
const spent = (value: number): Promise<Json> => asked('POST', '/segments/count', { rules: { match: 'all', rules: [{ fact: 'revenue', comparison: 'at least', value, when: { kind: 'ever' } }] } });

/** The net revenue of the period by every way in which it can be asked. */
async function everySum(): Promise<number[]> {
  const [month, country, product, newAndReturning, composition, baseline] = await Promise.all([
    report('revenue-by-month'), report('revenue-by-country'), report('revenue-by-product'), report('new-and-returning'), report('revenue-composition'), get(`/objectives/baseline?metric=net-revenue&${PERIOD}`),
  ]);
  return [
    sum(month.rows, 'net'), sum(country.rows, 'net'), sum(product.rows, 'net'), sum(newAndReturning.rows, 'new_net') + sum(newAndReturning.rows, 'returning_net'),
    sum(composition.rows, 'amount'), baseline.value,
  ];
}

beforeAll(async () => {
  app = await openTestApplication();
  owner = await app.signIn(OWNER.email, OWNER.password);
  await asked('POST', '/workspaces', { name: 'Shop', currency: 'EUR', timeZone: 'UTC', language: 'en' });
  await asked('PATCH', '/workspace', { today: '2026-02-28' });
  const form = new FormData();
  form.append('file', new Blob([FILE]), 'orders.csv');
  const { file } = await fetch(`${app.local}/api/v1/imports/files`, { method: 'POST', headers: { cookie: owner.cookie! }, body: form }).then((answer) => answer.json()) as { file: string };
  const { plan } = await asked('POST', '/imports/inspect', { file, kind: 'orders' });
  const { id } = await asked('POST', '/imports', { file, plan });
  await eventually(async () => (await get(`/imports/${id}`)).state === 'done');
  await eventually(async () => (await get('/customers')).customers.length === 3);
});
afterAll(() => app.stop());

describe('A shop that sells in several currencies', () => {
  it('is told which rows name no currency, and keeps the others', async () => {
    const [{ id, rowsNew, rowsBad, reasons }] = (await get('/imports')).imports;
    expect([rowsNew, rowsBad]).toEqual([8, 2]);
    expect(reasons).toEqual([{ reason: 'currency', sentence: 'is not the code of a currency, such as GBP', count: 2 }]);
    expect((await app.ask('GET', `/api/v1/imports/${id}/bad-rows.csv`, { as: owner })).body).toMatch(/EURO[\s\S]*ZZZ/);
  });

  it('adds up its own currency alone until it is given rates, and says what is left out', async () => {
    expect(await everySum()).toEqual([3000, 3000, 3000, 3000, 3000, 3000]);
    const leftOut = [{ currency: 'JPY', orders: 2 }, { currency: 'USD', orders: 2 }, { currency: 'CNY', orders: 1 }];
    for (const told of [await report('revenue-by-month'), await report('rfm-groups'), await get(`/objectives/baseline?metric=net-revenue&${PERIOD}`), await get('/home'), await get('/data-quality'), await spent(1)]) expect(told.leftOut).toEqual(leftOut);
    expect((await get('/reports/revenue-by-month?from=2026-01-01&to=2026-01-31')).leftOut).toEqual([{ currency: 'USD', orders: 1 }]);
    expect((await report('cohorts')).leftOut).toEqual([]);
    expect((await get(`/reports/revenue-by-month?${PERIOD}&leftOut=false`)).leftOut, 'not asked is not none').toBeNull();
    expect((await get('/currencies')).inUse).toEqual([
      { currency: 'JPY', orders: 2, leftOut: 2, first: '2026-02', last: '2026-02' }, { currency: 'USD', orders: 2, leftOut: 2, first: '2026-01', last: '2026-02' }, { currency: 'CNY', orders: 1, leftOut: 1, first: '2026-02', last: '2026-02' },
    ]);
    expect((await report('revenue-by-month')).rows.map((row: Json) => row.orders), 'orders are counted whatever their currency').toEqual([2, 4]);
    expect((await get(`/objectives/baseline?metric=average-order-value&${PERIOD}`)).value).toBe(1500);
    expect(await spent(1)).toMatchObject({ customers: 1 });
    expect((await customer('c2')).totals).toMatchObject({ orders: 1, revenue: 0, leftOut: 1 });
  });

  it('shows an order in two currencies as what was paid in each', async () => {
    const { id } = await customer('c1');
    const { entries } = await get(`/customers/${id}/timeline`);
    expect(entries.filter((entry: Json) => entry.order === 'A6').map(({ currency, amount, lines }: Json) => [currency, amount, lines])).toEqual([['JPY', 1000, 1], ['EUR', 1000, 1]]);
  });

  it('counts every order once rates are given, each at its own month\'s, alike in every sum', async () => {
    await rate('USD', '1970-01', 0.9);
    await rate('USD', '2026-02', 0.8);
    await rate('JPY', '1970-01', 0.006);
    await rate('CNY', '1970-01', 0.13);
    // January: 20.00 + 50 USD at 0.9. February: 10.00 + (60 - 20) USD at 0.8 + 1999 and 1000 yen, which have no cents, + 201.00 CNY.
    const [january, february] = [2000 + 4500, 1000 + 4800 - 1600 + 1199 + 600 + 2613];
    expect((await report('revenue-by-month')).rows.map((row: Json) => row.net)).toEqual([january, february]);
    expect(await everySum()).toEqual(Array.from({ length: 6 }, () => january + february));
    for (const told of [await report('revenue-by-month'), await get('/home'), await get('/data-quality'), await spent(1)]) expect(told.leftOut).toEqual([]);
    expect(sum((await report('rfm-groups')).rows, 'gross')).toBe(january + february + 1600);
    expect((await get(`/objectives/baseline?metric=average-order-value&${PERIOD}`)).value).toBe(Math.round((january + february + 1600) / 6));
    expect((await get(`/objectives/baseline?metric=return-share&${PERIOD}`)).value).toBeCloseTo(1600 / (january + february + 1600), 12);
    expect([await spent(3800), await spent(3900)].map(({ customers }) => customers), 'c1 brought 84.00, c3 38.12, c2 29.00').toEqual([2, 1]);
    expect((await customer('c2')).totals).toMatchObject({ revenue: 2900, returned: 1600, leftOut: 0 });
    expect((await get('/home')).measure.revenue.now).toBe(february);
  });

  it('leaves out what came before the first rate, and all of a currency whose rates are gone', async () => {
    await asked('DELETE', '/currencies/USD/rates/1970-01');
    expect((await report('revenue-by-month')).leftOut).toEqual([{ currency: 'USD', orders: 1 }]);
    expect((await report('revenue-by-month')).rows[0].net).toBe(2000);
    await asked('DELETE', '/currencies/CNY/rates/1970-01');
    expect((await get('/currencies')).rates.map(({ currency, since }: Json) => `${currency} ${since}`)).toEqual(['JPY 1970-01', 'USD 2026-02']);
    expect((await app.ask('DELETE', '/api/v1/currencies/CNY/rates/1970-01', { as: owner })).body.code).toBe('access.not-found');
  });

  it('needs no rate for its own currency, and none that is nothing', async () => {
    expect((await app.ask('PUT', '/api/v1/currencies/EUR/rates/1970-01', { as: owner, body: { rate: 1 } })).body.code).toBe('currencies.own');
    for (const wrong of [0, -1]) expect((await app.ask('PUT', '/api/v1/currencies/USD/rates/1970-01', { as: owner, body: { rate: wrong } })).status).toBe(400);
    expect((await app.ask('PUT', '/api/v1/currencies/USD/rates/2026-13', { as: owner, body: { rate: 1 } })).status).toBe(400);
  });

  it('counts in another currency only by rates to that one, and finds the old ones when it goes back', async () => {
    await asked('PATCH', '/workspace', { currency: 'USD' });
    expect((await get('/currencies')).rates).toEqual([]);
    expect(await everySum()).toEqual(Array.from({ length: 6 }, () => 5000 + 6000 - 2000));
    await asked('PATCH', '/workspace', { currency: 'EUR' });
    expect((await get('/currencies')).rates).toHaveLength(2);
  });

  it('counts an order of its website in another currency likewise, and what is taken back in the currency it was sold in', async () => {
    const { key } = (await get('/write-keys')).keys[0];
    const track = (event: string, properties: object): Promise<Json> => app.ask('POST', '/v1/track', { headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` }, body: { event, userId: 'c1', properties, timestamp: '2026-02-27T10:00:00Z' } });
    await track('Order Completed', { order_id: 'W1', currency: 'KWD', products: [{ sku: 'MUG', price: 1.5, quantity: 2 }] });
    const dinars = await eventually(async () => (await get('/currencies')).inUse.find(({ currency }: Json) => currency === 'KWD'));
    expect(dinars).toMatchObject({ orders: 1, leftOut: 1 });
    await track('Order Refunded', { order_id: 'W1' });
    await rate('KWD', '1970-01', 3);
    const sold = { before: (await report('revenue-composition')).rows.find(({ kind }: Json) => kind === 'sale').amount };
    expect(sold.before).toBe(2000 + 1000 + 4800 + 1199 + 600 + 900);
    await eventually(async () => (await report('revenue-composition')).rows.find(({ kind }: Json) => kind === 'return').amount === -1600 - 900);
  });
});
