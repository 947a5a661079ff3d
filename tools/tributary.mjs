/** `npm run tributary -- …`: the command line, built where it is stale. */
import { become, ensureBuilt } from './setup/built.mjs';
import { ensureHome } from './setup/home.mjs';
import { ensurePackages } from './setup/packages.mjs';

ensureHome();
await ensurePackages();
await ensureBuilt(['server']);
await become('cli.js');
