import { compileCurricula } from '../../src/curriculum/curricula.js';
import type { SourceFile } from '../../src/curriculum/notation/source-file.js';
import { PublicationService } from '../../src/curriculum/publication.service.js';
import { newId } from '../../src/shared/ids.js';
import { DraftService } from '../../src/studio/draft.service.js';
import { PublicationProposal } from '../../src/studio/publishing/publication-proposal.entity.js';
import type { Me } from '../../src/web/me.js';
import { aCohort, aFacilitator, enrolledIn, facilitates } from '../factories/cohort.js';
import { aPerson } from '../factories/person.js';
import { aLesson, aModule, aQuiz, aTrack, course } from '../support/curriculum.js';
import type { People } from './people.js';

/** Addresses of a track that was published twice, and of drafts of it. */
export interface Publishing {
  readonly publishReady: string;
  readonly publishRefused: string;
  readonly publishBroken: string;
  readonly publishedEditions: string;
  readonly comparedEditions: string;
  readonly restoration: string;
  readonly publishProposal: string;
}

const TRACK = 'hatsu';
const MORE = `- lesson: mata
  title: もう一つの読みもの
  meets: [shiru]
  body: |
    もう一つの読みものです。
  easy: |
    もう{一|ひと}つです。
`;
const first = aModule();
const second = aModule(aLesson.replace('はじめに読みます。', 'はじめに、ゆっくり読みます。') + aQuiz);
const next = aModule(
  aLesson.replace('はじめに読みます。', 'ゆっくり読みます。') +
    aQuiz
      .replace('○: ひとつめ', '×: ひとつめ\n      misconception: M01')
      .replace('×: ふたつめ\n      misconception: M01', '○: ふたつめ') +
    MORE,
);
const filesOf = (module: string): SourceFile[] =>
  course({
    't/01-m.yaml': module,
    't/track.yaml': aTrack.replace('track: t', `track: ${TRACK}`).replace('TST', 'HTU'),
  }).map(({ path, bytes }) => ({
    path: path.replace(/^t\//, `${TRACK}/`),
    // The courses around it have an M01 of their own.
    bytes: Buffer.from(Buffer.from(bytes).toString().replaceAll('M01', 'M71')),
  }));

/** Published by the facilitator twice, with somebody who stayed behind; a third edition waits in drafts. */
export async function publishTwice(people: People): Promise<Publishing> {
  const { app } = people;
  const author = await people.person('facilitator');
  const me = { personId: author.id, role: 'facilitator', displayName: author.displayName } as unknown as Me;
  const hashes: string[] = [];
  for (const module of [first, second]) {
    const sources = filesOf(module);
    const compiled = compileCurricula(sources).tracks.find(({ id }) => id === TRACK)!.compiled!;
    hashes.push(compiled.edition.hash);
    await app.db.write((tx) =>
      app
        .get(PublicationService)
        .publish(tx, { ...compiled, sources }, { source: 'studio', actor: me, note: '読みやすくしました。' }),
    );
  }
  const cohort = await aCohort(app, { trackId: TRACK, name: '秋の期' });
  await facilitates(app, author, cohort);
  await enrolledIn(app, await aPerson(app), cohort);
  const aDraft = async (module: string) => {
    const given = { trackId: TRACK, basedOn: hashes[1]!, files: filesOf(module) };
    const { id } = await app.db.write((tx) => app.get(DraftService).create(tx, me, given));
    return `/studio/drafts/${id}/publication`;
  };
  const other = await aFacilitator(app, cohort, { displayName: '進行 あさひ' });
  const now = app.clock.now();
  const proposal = newId(now);
  await app.db.write((tx) =>
    tx.insert(PublicationProposal, {
      ...{ id: proposal, trackId: TRACK, draftId: null, draftVersion: null, editionHash: hashes[0]! },
      ...{ baseHash: hashes[1]!, note: '前の文に戻します。', detaches: false, proposedById: other.id },
      ...{ proposedAt: now, closedById: null, closedAt: null, outcome: null },
    }),
  );
  const root = `/studio/tracks/${TRACK}/editions`;
  return {
    publishReady: await aDraft(next),
    publishRefused: await aDraft(second.replace('choose-one: q1', 'choose-many: q1')),
    publishBroken: await aDraft(second.replace('title: 課', 'title：課')),
    publishedEditions: root,
    comparedEditions: `${root}/comparison?before=${hashes[0]}&after=${hashes[1]}`,
    restoration: `${root}/${hashes[0]}/restoration`,
    publishProposal: `/studio/proposals/${proposal}`,
  };
}
