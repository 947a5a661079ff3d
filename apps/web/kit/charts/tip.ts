import type { Painted } from './paint.ts';
import type { SeriesChartShown } from './series.ts';
import classes from './tip.module.css';

/** What the pointer is over, as elements and not as HTML: names come from other people's data. */
export function tipOf(index: number, { x, writeX, write }: SeriesChartShown, painted: readonly Painted[]): HTMLElement {
  const tip = make('div', classes.tip);
  tip.append(make('div', classes.x, writeX(x[index] ?? '')));
  for (const { name, values, colour, band, means } of painted) {
    const value = values[index];
    if (value === null || value === undefined) continue;
    const row = make('div', classes.row);
    const mark = make('i', classes.mark);
    mark.style.setProperty(means === 'plan' ? 'border-color' : 'background', colour);
    const around = band?.[index];
    row.append(mark, make('span', classes.name, name), make('b', classes.value, write(value)));
    if (around) row.append(make('span', classes.band, `${write(around.low)} – ${write(around.high)}`));
    tip.append(row);
  }
  return tip;
}

function make(kind: string, className: string | undefined, text?: string): HTMLElement {
  const element = document.createElement(kind);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}
