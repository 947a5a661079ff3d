import type { Body } from './question.ts';

/**
 * The fields of a multipart form (RFC 7578): clients send the statement and long parameters so when they do not
 * fit into the address. Files (ClickHouse's "external data") are not taken.
 */
export function multipartFields(contentType: string | undefined, body: Body): [string, string][] {
  const boundary = /^multipart\/form-data;.*\bboundary="?([^";]+)"?/i.exec(contentType ?? '')?.[1];
  if (boundary === undefined || body.kind !== 'memory') return [];
  const fields: [string, string][] = [];
  for (const part of body.bytes.toString('utf8').split(`--${boundary}`).slice(1, -1)) {
    const end = part.indexOf('\r\n\r\n');
    const name = /content-disposition:[^\r\n]*\bname="([^"]*)"/i.exec(part.slice(0, end))?.[1];
    if (end > 0 && name !== undefined) fields.push([name, part.slice(end + 4, -2)]);
  }
  return fields;
}
