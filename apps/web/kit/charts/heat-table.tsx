import classes from './heat-table.module.css';

interface HeatShown {
  caption: string;
  /** What the rows are: "First order in". */
  corner: string;
  rows: readonly { id: string; label: string; /** A figure of the whole row, as the cohort's size. */ size?: string }[];
  columns: readonly { id: string; label: string }[];
  /** null: not known, or not over yet; left blank. */
  value: (row: string, column: string) => number | null;
  write: (value: number) => string;
  sizeLabel?: string;
  /** The value of the deepest shade; the largest one when absent. */
  deepest?: number;
}

/** Steps and not a slide: a reader can tell five shades apart, and say which is which. */
const SHADES = 6;

/** A table whose cells are shaded by their value: the figures stay readable, the pattern is seen at once. */
export function HeatTable({ caption, corner, rows, columns, value, write, sizeLabel, deepest }: HeatShown) {
  const most = deepest ?? Math.max(1e-12, ...rows.flatMap((row) => columns.map((column) => value(row.id, column.id) ?? 0)));
  const shade = (cell: number): number => Math.max(0, Math.min(SHADES, Math.ceil((cell / most) * SHADES)));
  return (
    <div className={classes.scroller} role="region" aria-label={caption} tabIndex={0}>
      <table className={classes.heat}>
        <caption className={classes.caption}>{caption}</caption>
        <thead>
          <tr><th scope="col">{corner}</th>{sizeLabel ? <th scope="col" className={classes.size}>{sizeLabel}</th> : null}{columns.map(({ id, label }) => <th key={id} scope="col">{label}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.label}</th>
              {sizeLabel ? <td className={classes.size}>{row.size}</td> : null}
              {columns.map(({ id }) => {
                const cell = value(row.id, id);
                return <td key={id} data-shade={cell === null ? undefined : shade(cell)}>{cell === null ? '' : write(cell)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
