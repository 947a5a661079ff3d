/** The calls of the Segment HTTP API; a journal record names one by its place here. */
export const CALLS = ['batch', 'identify', 'track', 'page', 'screen', 'group', 'alias'] as const;
export type Call = (typeof CALLS)[number];

/** Formats of a journal record. */
export const SEGMENT_REQUEST = 1;
export const OWN_EVENTS = 2;
