/** An error as ClickHouse tells it: its number, its name and its sentence. */
export class ClickHouseException extends Error {
  constructor(readonly code: number, readonly type: string, message: string) {
    super(message);
    this.name = 'ClickHouseException';
  }

  /** The text that clients take apart again: `Code: 60. DB::Exception: … (UNKNOWN_TABLE) (version …)`. */
  wire(version: string): string {
    return `Code: ${this.code}. DB::Exception: ${this.message} (${this.type}) (version ${version})\n`;
  }
}

const SHAPE = /^Code: (\d+)\. (?:DB::Exception: )?([\s\S]*?)\s*\(([A-Z][A-Z0-9_]*)\)\s*$/;
const NESTED = /^Code: \d+\. DB::Exception: ([\s\S]*?)\s*\([A-Z][A-Z0-9_]*\)\s*\(version [^)]*\)\.?$/;

/** Reads what chDB throws; it wraps some errors twice, and the inner sentence is the one to keep. */
export function asException(error: unknown): ClickHouseException {
  if (error instanceof ClickHouseException) return error;
  const text = error instanceof Error ? error.message : String(error);
  const found = SHAPE.exec(text.trim());
  if (found === null) return new ClickHouseException(1000, 'POCO_EXCEPTION', text);
  const [, code, message, type] = found;
  return new ClickHouseException(Number(code), type!, NESTED.exec(message!)?.[1] ?? message!);
}

// Source: exceptionCodeToHTTPStatus in ClickHouse's src/Server/HTTP/exceptionCodeToHTTPStatus.cpp.
const STATUS: Readonly<Record<number, number>> = {
  6: 400, 26: 400, 27: 400, 38: 400, 41: 400, 53: 400, 62: 400, 69: 400, 70: 400, 72: 400, 110: 400, 125: 400, 456: 400, 457: 400,
  46: 404, 47: 404, 50: 404, 60: 404, 63: 404, 81: 404, 115: 404,
  48: 501, 158: 413, 159: 408, 160: 408, 164: 403, 241: 500, 291: 403, 497: 403, 516: 403,
};

export const statusOf = (code: number): number => STATUS[code] ?? 500;

/** How an error is told when rows have gone out already (ClickHouse 25.11 and newer; the client looks for it). */
export function midStream(text: string, tag: string): Buffer {
  const message = text.endsWith('\n') ? text : `${text}\n`;
  return Buffer.from(`\r\n__exception__\r\n${tag}\r\n${message}${Buffer.byteLength(message)} ${tag}\r\n__exception__\r\n`);
}
