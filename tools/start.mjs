/** `npm start`: installs what is missing, builds what is stale, and becomes the server. */
import { become, ensureBuilt } from './setup/built.mjs';
import { ensureHome } from './setup/home.mjs';
import { ensurePackages } from './setup/packages.mjs';

ensureHome();
await ensurePackages();
await ensureBuilt(['server', 'web', 'tracker']);
await become('main.js');
