import { declined, readSettings } from '../checks.ts';
import type { Model } from '../contract.ts';
import { card } from './card.ts';
import { fitMix, type Fit } from './fit.ts';
import { forecast } from './forecast.ts';
import { readInput } from './input.ts';
import { readings } from './readings.ts';
import { simulateMix } from './simulate.ts';

export const model: Model<Fit> = {
  card,

  fit(data, options, tools) {
    const read = readInput(data, options);
    return read.why ? declined(read.why) : fitMix(read.input, tools);
  },

  /** One row a period: outcome (with noise), baseline and each channel's contribution. */
  predict(fit, data, options, tools) {
    const { settings, why } = readSettings(card.options, options);
    if (why) return declined(why);
    const made = forecast(fit, data, settings.number('level'), tools.random);
    return 'why' in made ? declined(made.why) : { status: 'fitted', value: made.table };
  },

  simulate(parameters, tools) {
    const { settings, why } = readSettings(card.simulation, parameters);
    if (why) throw new RangeError(why.sentence);
    const number = (name: string): number => settings.number(name);
    return simulateMix({ periods: number('periods'), channels: number('channels'), noise: number('noise'), outcome: number('outcome'), collinear: number('collinear') }, tools.random);
  },

  summary(fit) {
    return readings(fit).flatMap((r) => [
      { name: `${r.channel}: contribution`, estimate: r.contribution, text: r.sentence },
      { name: `${r.channel}: share of outcome`, estimate: r.share },
      { name: `${r.channel}: return per unit of spend`, estimate: r.roas },
      { name: `${r.channel}: return of the next unit`, estimate: r.marginal },
    ]);
  },
};
