/** With `--json` one JSON value on standard output; else text for people. */
export interface Printer { json: boolean; value(value: unknown, text: () => string): void; progress(text: string): void }

export function openPrinter(json: boolean): Printer {
  let shown = false;
  return {
    json,
    value(value, text) {
      if (shown) process.stderr.write('\n');
      process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${text()}\n`);
    },
    /** On a terminal one line that changes; in a pipe a line for each call. */
    progress(text) {
      if (json && !process.stderr.isTTY) return;
      shown = process.stderr.isTTY;
      process.stderr.write(process.stderr.isTTY ? `\r\u001b[2K${text}` : `${text}\n`);
    },
  };
}

/** Columns aligned for a fixed-width screen; numbers to the right. Chinese characters take two places. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, i) => Math.max(...cells.map((row) => wide(row[i] ?? ''))));
  const line = (row: readonly string[], numbers: boolean): string => row.map((cell, i) => {
    const space = ' '.repeat(widths[i]! - wide(cell));
    return numbers && typeof rows[0]?.[i] === 'number' ? space + cell : cell + space;
  }).join('  ').trimEnd();
  return cells.map((row) => line(row, true)).join('\n');
}

const wide = (text: string): number => [...text].reduce((sum, sign) => sum + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(sign) ? 2 : 1), 0);
