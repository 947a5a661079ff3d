/** Columns, options and declines that the cards of attribution models share. */
import type { Answer, Column, Option } from '../models/contract.ts';

export const PATHS: Column[] = [
  { name: 'path', kind: 'text', means: 'the channels touched, earliest first, such as "search > email > direct"' },
  { name: 'conversions', kind: 'number', means: 'people who went this path and converted; 1 or 0 where each row is one person' },
  { name: 'value', kind: 'number', optional: true, means: 'value of their conversions together', unit: 'money, any unit, the same throughout' },
  { name: 'nonconverted', kind: 'number', optional: true, means: 'people who went this path and did not convert' },
  { name: 'ages', kind: 'text', optional: true, means: 'days from each touch to the conversion (or to the end of the path), in the order of the path, such as "9 > 3.5 > 0"' },
];

export const LOOKBACK: Option = { name: 'lookback', means: 'touches more than this many days before the conversion do not count; needs the column ages', kind: 'number', default: null, min: 0 };
export const SEPARATOR: Option = { name: 'separator', means: 'what stands between the channels of a path', kind: 'text', default: '>' };
export const WHOLE: Option = { name: 'whole', means: 'the value is in whole minor units of money (cents): credit whole units, adding up to the last one', kind: 'flag', default: false };

export const PATH_DECLINES = [
  'a column is missing, of the wrong kind or length, or below zero',
  'a path has a value but no conversion',
  'there is no conversion at all, or no path with a touch',
  'ages do not hold one number for each touch of their path',
  'a look-back is asked for without the column ages',
  'whole units are asked for and the values are not whole',
];

export const PATH_SIMULATION: Option[] = [
  { name: 'paths', means: 'people to simulate', kind: 'count', default: 2000, min: 0 },
  { name: 'channels', means: 'names of the channels', kind: 'texts', default: ['search', 'social', 'email', 'display', 'direct'] },
  { name: 'conversion', means: 'chance to convert right after a touch, for the first channel; each further channel has four fifths of the one before', kind: 'number', default: 0.2, min: 0, max: 0.9 },
  { name: 'leaving', means: 'chance to leave for good right after a touch', kind: 'number', default: 0.3, min: 0.01, max: 1 },
  { name: 'value', means: 'mean value of a conversion', kind: 'number', default: 50, min: 0 },
];

/** Credits by name, as `name_conversions` and `name_value`; those of one path add up to its conversions and its value. */
export const creditAnswers = (names: readonly string[], when?: string): Answer[] => names.flatMap((name): Answer[] => [
  { name: `${name}_conversions`, kind: 'number', means: `conversions credited by ${name}`, min: 0, ...(when === undefined ? {} : { when }) },
  { name: `${name}_value`, kind: 'number', means: `value credited by ${name}`, unit: 'money, as given', when: when === undefined ? 'values are given' : `${when}, and values are given` },
]);

/** One row a touch of a converting path. */
export const TOUCH_ANSWERS: Answer[] = [
  { name: 'path', kind: 'count', means: 'row of the path in the data, the first being 1', min: 1 },
  { name: 'position', kind: 'count', means: 'place of the touch among those that count, the earliest being 1', min: 1 },
  { name: 'channel', kind: 'text', means: 'channel of the touch' },
];

/** One row a channel. */
export const CHANNEL_ANSWERS: Answer[] = [{ name: 'channel', kind: 'text', means: 'the channel' }];
