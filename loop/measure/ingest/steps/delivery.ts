import { ok, type Step } from './contract.ts';

const NUMBER = /^\d{1,18}$/;

export const delivery: Step = {
  id: 'delivery',
  does: 'Ties what a message led to, as we noticed it ourselves, to its delivery.',
  run(draft) {
    const { incoming, row } = draft;
    const said = incoming.origin === 'http' ? undefined : incoming.properties.delivery;
    const text = typeof said === 'number' || typeof said === 'string' ? String(said) : '';
    row.delivery = NUMBER.test(text) ? text : '0';
    return ok(draft);
  },
};
