import { colourOf, type Colours } from './colours.ts';
import type { Series } from './series.ts';

/** A series with the colour that it is drawn in. */
export interface Painted extends Series { colour: string }

export function paint(series: readonly Series[], colours: Colours): Painted[] {
  // The first kind has the colour of the actual: where that stands beside the kinds, they begin with the second.
  let nth = series.some(({ means }) => means === 'actual' || means === 'expected') ? 1 : 0;
  return series.map((one) => ({ ...one, colour: colourOf(one.means, one.means === 'kind' ? nth++ : 0, colours) }));
}
