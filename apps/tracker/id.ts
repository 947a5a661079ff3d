/** A random UUID (RFC 9562, version 4). `crypto.randomUUID` exists only on pages served over HTTPS. */
export const uuid = (): string =>
  crypto.randomUUID ? crypto.randomUUID() : '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
    (Number(digit) ^ (crypto.getRandomValues(new Uint8Array(1))[0]! & (15 >> (Number(digit) / 4)))).toString(16));
