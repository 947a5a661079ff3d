import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys derived from one root key: the text that all nodes are given, or what was made at first start and stays in the data folder. */
export interface Secrets {
  /** AES-256-GCM (NIST SP 800-38D); `about` is bound to the text, so that a sealed value cannot be moved elsewhere. */
  seal(text: string, about: string): Buffer;
  open(sealed: Buffer, about: string): string;
  /** Signature of a link or token for one purpose: 16 bytes of HMAC-SHA256 (RFC 2104, section 5 allows truncation), base64url. */
  sign(purpose: string, text: string): string;
  verify(purpose: string, text: string, signature: string): boolean;
  /** A stable secret for a component, such as the session cookies. */
  derive(purpose: string): string;
}

export function openSecrets(dataFolder: string, given: string | null = null): Secrets {
  const root = given === null ? rootKey(dataFolder) : Buffer.from(given);
  const key = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', root, '', `tributary/${purpose}`, 32)); // RFC 5869
  const sealing = key('seal');
  const signing = new Map<string, Buffer>();
  const sign = (purpose: string, text: string): string => {
    let secret = signing.get(purpose);
    if (!secret) signing.set(purpose, (secret = key(`sign/${purpose}`)));
    return createHmac('sha256', secret).update(text).digest().subarray(0, 16).toString('base64url');
  };
  return {
    seal(text, about) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(about));
      return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, about) {
      const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, 12)).setAAD(Buffer.from(about));
      decipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
    },
    sign,
    verify(purpose, text, signature) {
      const given = Buffer.from(signature);
      const right = Buffer.from(sign(purpose, text));
      return given.length === right.length && timingSafeEqual(given, right);
    },
    derive: (purpose) => key(`derive/${purpose}`).toString('base64url'),
  };
}

function rootKey(dataFolder: string): Buffer {
  const file = join(dataFolder, 'keys', 'root.key');
  if (!existsSync(file)) {
    mkdirSync(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 });
    const fresh = `${file}.${process.pid}`;
    writeFileSync(fresh, randomBytes(32).toString('base64'), { mode: 0o600, flush: true });
    renameSync(fresh, file);
    chmodSync(file, 0o600);
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'base64');
}
