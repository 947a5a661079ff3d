/** Time as an argument: a test or a simulation brings its own. */
export interface Clock { now(): Date }

export const systemClock: Clock = { now: () => new Date() };
