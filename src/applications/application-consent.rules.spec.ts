import { readFileSync } from 'node:fs';
import { sha256 } from '../shared/ids.js';
import { APPLICATION_CONSENT_VERSION, toApplicationConsent } from './application-consent.rules.js';

type Texts = Record<string, Record<string, string>>;

function textsIn(language: string): Texts {
  const file = readFileSync(`views/locales/${language}/applications.json`, 'utf8');
  return (JSON.parse(file) as { consent: { text: Texts } }).consent.text;
}

/** Changed words under an old version would make it unknown what people agreed to: raise it and add a line here. */
const HASHES: Readonly<Record<string, string>> = {
  '2026-12': '03b0faa1ec52df400280390dd5648dfa00f30384ce55c3ff1670ee4c44e35027',
};

it('has words that belong to its version', () => {
  const words = JSON.stringify([textsIn('ja'), textsIn('en')]);
  expect(HASHES[APPLICATION_CONSENT_VERSION]).toBe(sha256(words));
});

it.each(['ja', 'en'])('shows every line there is in %s', (language) => {
  const texts = textsIn(language);
  const say = (key: string) => {
    const [section, line] = key.split('.').slice(-2);
    return texts[section!]![line!]!;
  };
  const shown = toApplicationConsent(say).flatMap(({ heading, lines }) => [heading, ...lines]);
  expect(shown.toSorted()).toEqual(
    Object.values(texts)
      .flatMap(Object.values<string>)
      .toSorted(),
  );
});
