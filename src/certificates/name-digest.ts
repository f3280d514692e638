import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { foldName } from './name.rules.js';

const SALT_BYTES = 16;
const KEY_BYTES = 32;
// 16 MiB and some 50 ms: whoever steals the table still has to try every name against every certificate.
const COST = { N: 16_384, r: 8, p: 1 };

/** `scrypt$salt$hash` of the folded name. */
export async function digestName(name: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return `scrypt$${salt.toString('base64url')}$${(await derive(name, salt)).toString('base64url')}`;
}

export async function matchesName(typed: string, digest: string): Promise<boolean> {
  const [, salt = '', hash = ''] = digest.split('$');
  return timingSafeEqual(await derive(typed, Buffer.from(salt, 'base64url')), Buffer.from(hash, 'base64url'));
}

function derive(name: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(foldName(name), salt, KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
