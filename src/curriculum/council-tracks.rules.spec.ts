import { checkCouncilTracks } from './council-tracks.rules.js';

const known = ['introductory', 'practitioner', 'public'];
const check = (...given: string[]) => checkCouncilTracks(given, { known, file: 'council.yaml' });

describe('the tracks that council.yaml names', () => {
  it('are tracks that there are', () => {
    expect(() => check()).not.toThrow();
    expect(() => check('public', 'practitioner')).not.toThrow();
  });

  it.each([
    ['practitoner', 'certificates.practitoner is not the id of a track. Did you mean practitioner?'],
    ['Public', 'certificates.Public is not the id of a track. Did you mean public?'],
    ['ｐｕｂｌｉｃ', 'Did you mean public?'],
    ['seal', 'certificates.seal is not the id of a track. There are introductory, practitioner, public.'],
  ])('else %s is named with what was meant', (given, words) => {
    expect(() => check('introductory', given)).toThrow(words);
    expect(() => check(given)).toThrow('council.yaml: ');
  });
});
