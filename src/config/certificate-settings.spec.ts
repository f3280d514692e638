import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aPng } from '../../test/support/png.js';
import { readCertificateSettings } from './certificate-settings.js';

const folder = mkdtempSync(join(tmpdir(), 'seal-'));
const file = join(folder, 'council.yaml');
const write = (name: string, bytes: Buffer) => writeFileSync(join(folder, name), bytes);
write('seal.png', aPng());
write('text.png', Buffer.from('no picture'.repeat(20)));
write('cut.png', aPng().subarray(0, -6));
write('interlaced.png', aPng({ interlaced: true }));
write('large.png', Buffer.concat([aPng(), Buffer.alloc(210_000)]));

describe('what council.yaml says of certificates', () => {
  it('may say nothing', () => {
    expect(readCertificateSettings(undefined, file)).toEqual({});
  });

  it('is read by track, with the picture beside the file', () => {
    const issuer = { organisation: '見本県', person: '知事' };
    const read = readCertificateSettings(
      { practitioner: { issuer, disclaimer: ' 別の注記 ', seal: 'seal.png' }, public: {} },
      file,
    );
    expect(read.practitioner).toMatchObject({ issuer, disclaimer: '別の注記' });
    expect(read.practitioner!.seal!.bytes).toEqual(aPng());
    expect(read.practitioner!.seal!.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(read.public).toEqual({ issuer: null, disclaimer: null, seal: null });
  });

  it.each([
    [[], 'certificates must be a list of keys'],
    [{ public: 'x' }, 'certificates.public must be a list of keys'],
    [{ public: { sael: 'seal.png' } }, 'certificates.public.sael is not known'],
    [{ public: { issuer: { organisation: '県' } } }, 'certificates.public.issuer.person must be text'],
    [{ public: { disclaimer: '' } }, 'certificates.public.disclaimer must be text'],
    [{ public: { disclaimer: '長'.repeat(201) } }, '200 characters at most'],
    [{ public: { seal: 'none.png' } }, 'cannot be read'],
    [{ public: { seal: 'text.png' } }, 'must be a PNG'],
    [{ public: { seal: 'cut.png' } }, 'must be a PNG'],
    [{ public: { seal: 'interlaced.png' } }, 'not interlaced'],
    [{ public: { seal: 'large.png' } }, 'larger than 200 kB'],
  ])('names what is wrong with %j', (given, words) => {
    expect(() => readCertificateSettings(given, file)).toThrow(words);
  });
});
