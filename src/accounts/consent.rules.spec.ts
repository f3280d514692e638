import { readFileSync } from 'node:fs';
import { sha256 } from '../shared/ids.js';
import { CONSENT_VERSION, toConsentSections } from './consent.rules.js';

type Texts = Record<string, Record<string, string>>;

function textsIn(language: string): Texts {
  const file = readFileSync(`views/locales/${language}/accounts.json`, 'utf8');
  return (JSON.parse(file) as { consent: { text: Texts } }).consent.text;
}

/** Changed words under an old version would make it unknown what people agreed to: raise it and add a line here. */
const HASHES: Readonly<Record<string, string>> = {
  '2026-11': '06e62544982ca2bab367727b390cd5bc7706654632b3bbd1e0a4af387f555746',
  '2026-12': 'a57fc9c506551771da2dd74b48651d7d363e4631a9ec9ca1102ac0acb46f16dd',
};

it('has words that belong to its version', () => {
  const words = JSON.stringify([textsIn('ja'), textsIn('en')]);
  expect(HASHES[CONSENT_VERSION]).toBe(sha256(words));
});

it.each(['ja', 'en'])('shows every line there is in %s', (language) => {
  const texts = textsIn(language);
  const say = (key: string) => {
    const [section, line] = key.split('.').slice(-2);
    return texts[section!]![line!]!;
  };
  const shown = toConsentSections(say).flatMap(({ heading, lines }) => [heading, ...lines]);
  expect(shown.toSorted()).toEqual(
    Object.values(texts)
      .flatMap(Object.values<string>)
      .toSorted(),
  );
});
