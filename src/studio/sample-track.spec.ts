import { checkFiles } from '../curriculum/check.js';
import { sampleTrack } from './sample-track.js';

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('the track a draft begins with', () => {
  it.each([
    ['as it is', {}],
    ['under a name of its own', { id: 'kiku', code: 'KIK', title: '第2回: {傾聴|けいちょう}の"基本" #1' }],
  ])('leaves nothing for the checker to say, %s', (_name, given) => {
    expect(checkFiles(sampleTrack(given)).problems).toEqual([]);
  });

  it('is called what it is told, and the module keeps its title', () => {
    const [track, module] = sampleTrack({ id: 'kiku', code: 'KIK', title: 'き$&く' });
    expect(track?.path).toBe('kiku/track.yaml');
    expect(decode(track!.bytes)).toMatch(/^track: kiku\ncode: KIK\ntitle: "き\$&く"$/m);
    expect(decode(module!.bytes)).toMatch(/^title: はじめの課$/m);
  });
});
