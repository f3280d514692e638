import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { ConfigError } from './config-error.js';

/** A picture of a seal, as it is kept and drawn. */
export interface Seal {
  /** sha256, hex. */
  readonly hash: string;
  /** PNG. */
  readonly bytes: Buffer;
}

/** What the certificates of one track say differently from the others. Null: as the others. */
export interface CertificateSettings {
  readonly issuer: { readonly organisation: string; readonly person: string } | null;
  readonly disclaimer: string | null;
  readonly seal: Seal | null;
}

type Node = Record<string, unknown>;

const KEYS = ['issuer', 'disclaimer', 'seal'];
const LARGEST_SEAL = 200 * 1024;
const LONGEST_DISCLAIMER = 200;
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** `certificates` of council.yaml, by id of the track. @throws ConfigError naming the key and what to do */
export function readCertificateSettings(node: unknown, file: string): Record<string, CertificateSettings> {
  if (node === undefined || node === '') return {};
  const tracks = branch(node, `${file}: certificates`);
  return Object.fromEntries(
    Object.entries(tracks).map(([track, given]) => {
      const at = `${file}: certificates.${track}`;
      const settings = branch(given, at);
      for (const key of Object.keys(settings))
        if (!KEYS.includes(key)) throw new ConfigError(`${at}.${key} is not known. Use ${KEYS.join(', ')}.`);
      return [track, readSettings(settings, { at, folder: dirname(file) })];
    }),
  );
}

function readSettings(given: Node, { at, folder }: { at: string; folder: string }): CertificateSettings {
  const issuer = given.issuer === undefined ? null : branch(given.issuer, `${at}.issuer`);
  const disclaimer = given.disclaimer === undefined ? null : text(given.disclaimer, `${at}.disclaimer`);
  if (disclaimer !== null && [...disclaimer].length > LONGEST_DISCLAIMER)
    throw new ConfigError(`${at}.disclaimer can have ${LONGEST_DISCLAIMER} characters at most`);
  return {
    issuer: issuer && {
      organisation: text(issuer.organisation, `${at}.issuer.organisation`),
      person: text(issuer.person, `${at}.issuer.person`),
    },
    disclaimer,
    seal:
      given.seal === undefined
        ? null
        : readSeal(resolve(folder, text(given.seal, `${at}.seal`)), `${at}.seal`),
  };
}

function readSeal(path: string, at: string): Seal {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new ConfigError(`${at}: ${path} cannot be read. Put the picture there, or name another file.`);
  }
  if (bytes.length > LARGEST_SEAL)
    throw new ConfigError(`${at}: ${path} is larger than 200 kB. Make the picture smaller.`);
  if (!isDrawable(bytes))
    throw new ConfigError(`${at}: ${path} must be a PNG with 8 bits a channel, not interlaced.`);
  return { hash: createHash('sha256').update(bytes).digest('hex'), bytes };
}

/** Whole, and of the kinds of PNG that the PDF can hold: found out at start, not when somebody wants a certificate. */
function isDrawable(bytes: Buffer): boolean {
  const isPng = bytes.length > 45 && bytes.subarray(0, 8).equals(SIGNATURE);
  const isWhole = bytes.subarray(-8, -4).toString('latin1') === 'IEND';
  return isPng && isWhole && bytes[24] === 8 && bytes[28] === 0;
}

function branch(node: unknown, at: string): Node {
  if (node === null || typeof node !== 'object' || Array.isArray(node))
    throw new ConfigError(`${at} must be a list of keys with values`);
  return node as Node;
}

function text(value: unknown, at: string): string {
  if (typeof value !== 'string' || value.trim() === '') throw new ConfigError(`${at} must be text`);
  return value.trim();
}
