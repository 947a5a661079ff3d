/** `node tools/setup.mjs`: the packages are there, for whatever comes next. */
import { ensureHome } from './setup/home.mjs';
import { ensurePackages } from './setup/packages.mjs';

ensureHome();
await ensurePackages();
