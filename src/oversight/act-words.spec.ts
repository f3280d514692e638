import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Locales } from '../web/locales.js';
import { ACT_KINDS, ACTS, actsOf, THINGS } from '../audit/acts.rules.js';

const locales = Locales.load('views/locales');
const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.endsWith('acts.rules.ts'))
  .map((name) => readFileSync(join('src', name), 'utf8'))
  .join('\n');
const written = [...code.matchAll(/\bact: ['`]([a-z-]+(?:\.[a-z-]+)+)['`]/g)].map(([, act]) => act!);
const things = [...code.matchAll(/\bobject: ['`]([a-z-]+):/g)].map(([, thing]) => thing!);

describe.each(['ja', 'en'] as const)('the words of the record in %s', (language) => {
  const words = locales.in(language);

  it('are there for every act that is written anywhere', () => {
    expect(written.length).toBeGreaterThan(20);
    expect([...ACTS, ...written].filter((act) => !words.has(`audit.act.${act}`))).toEqual([]);
  });

  it('are there for everything that acts are done to, and every kind', () => {
    expect([...THINGS, ...things].filter((thing) => !words.has(`audit.thing.${thing}`))).toEqual([]);
    expect(ACT_KINDS.filter((kind) => !words.has(`audit.kind.${kind}`))).toEqual([]);
  });

  it('speak of nothing that is never written', () => {
    const spoken = words.keys().filter((key) => key.startsWith('audit.act.'));
    expect(spoken.map((key) => key.slice('audit.act.'.length)).sort()).toEqual([...ACTS].sort());
  });
});

describe('kinds', () => {
  it('hold every act exactly once', () => {
    expect(ACT_KINDS.flatMap(actsOf).sort()).toEqual([...ACTS].sort());
  });
});
