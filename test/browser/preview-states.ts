import { EditionService } from '../../src/curriculum/edition.service.js';
import { DraftService } from '../../src/studio/draft.service.js';
import { sampleTrack } from '../../src/studio/sample-track.js';
import type { Me } from '../../src/web/me.js';
import type { People } from './people.js';

/** Previews of the facilitator: of an edition, of a draft, and of one that cannot be compiled. */
export interface Previewed {
  readonly editionPreview: string;
  readonly draftPreview: string;
  readonly brokenPreview: string;
}

export async function toPreview(people: People): Promise<Previewed> {
  const { app } = people;
  const { id: personId } = await people.person('facilitator');
  const me = { personId, role: 'facilitator', displayName: '葵' } as Me;
  const { hash } = await app.get(EditionService).getCurrent('introductory');
  const draft = async (trackId: string, isSound: boolean) => {
    const files = sampleTrack({ id: trackId }).filter(({ path }) => isSound || path.endsWith('track.yaml'));
    const made = await app.db.write((tx) =>
      app.get(DraftService).create(tx, me, { trackId, basedOn: null, files }),
    );
    return `/studio/drafts/${made.id}/preview`;
  };
  const previewed = {
    editionPreview: `/studio/editions/${hash}/preview`,
    draftPreview: await draft('mihon', true),
    brokenPreview: await draft('kowareta', false),
  };
  // A page is waited for only so long, and its thread begins with it.
  for (const at of [previewed.editionPreview, previewed.draftPreview])
    await people.get('facilitator', `${at}/first/home`);
  return previewed;
}
