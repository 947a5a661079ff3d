import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { run } from './command.mjs';
import { exclusively } from './exclusive.mjs';
import { cache, root, say } from './root.mjs';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const SHIPPED = join(root, 'node_modules/@sparticuz/chromium');

/** @returns {string | undefined} a browser of the machine's own */
const installed = () => [process.env.CHROMIUM_PATH ?? '', ...INSTALLED].find((path) => path !== '' && existsSync(path));

/** @returns {boolean} */
const mayInstall = () => process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');

/** @returns {string} where the shipped browser is unpacked, by its version */
function unpackedFolder() {
  const { version } = JSON.parse(readFileSync(join(SHIPPED, 'package.json'), 'utf8'));
  return join(cache, `chromium-${version}`);
}

/** @param {string} archive brotli @param {string} to a folder for a tar, a file for the rest */
async function unpack(archive, to) {
  const source = createReadStream(archive).pipe(createBrotliDecompress());
  if (!archive.endsWith('.tar.br')) return pipeline(source, createWriteStream(to, { mode: 0o755 }));
  mkdirSync(to, { recursive: true });
  const tar = spawn('tar', ['-x', '-f', '-', '-C', to], { stdio: ['pipe', 'inherit', 'inherit'] });
  const closed = once(tar, 'close');
  await pipeline(source, tar.stdin);
  const [code] = await closed;
  if (code !== 0) throw new Error(`tar could not unpack ${archive}; is there room on the disk?`);
}

/**
 * The package unpacks itself into the machine's temporary folder, where another user's browser may lie already, so
 * this does it by hand. The libraries that a bare machine lacks (nss, expat …) lie in the package too. The browser is a
 * headless shell; the small script in front of it says where its libraries and fonts are, so that callers need to know
 * one path only.
 * @returns {Promise<string>}
 */
async function shipped() {
  const folder = unpackedFolder();
  const script = join(folder, 'chromium');
  if (existsSync(script)) return script;
  return exclusively('chromium', async () => {
    if (existsSync(script)) return script;
    say('Unpacking the Chromium that the packages bring along.');
    const beside = `${folder}.new`;
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside, { recursive: true });
    const bin = join(SHIPPED, 'bin');
    await unpack(join(bin, 'chromium.br'), join(beside, 'headless_shell'));
    await unpack(join(bin, 'swiftshader.tar.br'), beside);
    await unpack(join(bin, 'al2023.tar.br'), join(beside, 'libraries'));
    await unpack(join(bin, 'fonts.tar.br'), join(beside, 'fonts'));
    writeFileSync(join(beside, 'fonts/fonts.conf'), fontSettings(folder));
    writeFileSync(join(beside, 'chromium'), launcher(), { mode: 0o755 });
    renameSync(beside, folder);
    return script;
  });
}

/**
 * The shipped libraries are one matching set and so go before the machine's; its fonts stay in use where it has any.
 * The sandbox needs rights that an ordinary user in a container lacks.
 */
const launcher = () => `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
export LD_LIBRARY_PATH="$here/libraries/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$here/fonts"
exec "$here/headless_shell" --no-sandbox --disable-setuid-sandbox "$@"
`;

/** The shipped settings name folders of the package's own world. @param {string} folder */
const fontSettings = (folder) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/fonts/cache</cachedir></fontconfig>
`;

/** Says it when pages in Chinese will show empty boxes. */
function mindFonts() {
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  const known = list.status === 0 ? list.stdout.trim() !== '' : fontFiles('/usr/share/fonts').some((name) => /cjk|wqy|hei|song|uming|ukai/i.test(name));
  if (!known) say('No Chinese fonts on this machine: browser tests run, but Chinese shows as empty boxes in their pictures. Debian: apt-get install fonts-noto-cjk.');
}

/** @param {string} folder @returns {string[]} */
const fontFiles = (folder) => (existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : []);

/** A browser to test with: the machine's, else Debian's (as root), else the one shipped among the packages. @returns {Promise<string>} */
export async function ensureChromium() {
  if (!installed() && mayInstall()) {
    say('No browser for the browser tests: installing Debian\'s Chromium.');
    const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' } };
    await exclusively('apt', async () => {
      if (await run('apt-get', ['-qq', 'update'], quiet) === 0) await run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], quiet);
    });
  }
  const path = installed() ?? await shipped();
  mindFonts();
  return path;
}
