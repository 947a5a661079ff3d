import { checkLocales } from '../locales.ts';
import type { Check } from './check.ts';

export const check: Check = {
  id: 'texts',
  asks: 'English and 简体中文 have the same texts with the same values put in',
  run: async (root) => checkLocales(root),
};
