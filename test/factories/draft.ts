import type { SourceFile } from '../../src/curriculum/notation/source-file.js';
import { DraftService } from '../../src/studio/draft.service.js';
import type { DraftHead } from '../../src/studio/draft.service.js';
import { sampleTrack } from '../../src/studio/sample-track.js';
import type { Me } from '../../src/web/me.js';
import type { TestApp } from '../support/app.js';
import type { KnownPerson } from './person.js';

interface DraftState {
  readonly trackId: string;
  readonly title?: string;
  readonly files?: readonly SourceFile[];
}

/** A draft of somebody who may act in their first role; a new track from the sample unless told. */
export function aDraft(
  app: TestApp,
  { id, roles, displayName }: KnownPerson,
  { trackId, title, files = sampleTrack({ id: trackId, ...(title ? { title } : {}) }) }: DraftState,
): Promise<DraftHead> {
  const me = { personId: id, role: roles[0], displayName } as unknown as Me;
  return app.db.write((tx) => app.get(DraftService).create(tx, me, { trackId, basedOn: null, files }));
}

/** The sample with a slip that the checker can repair (Y101) in its module. */
export function aFlawedTrack(id: string): SourceFile[] {
  return sampleTrack({ id }).map((file) => ({
    ...file,
    bytes: Buffer.from(
      Buffer.from(file.bytes).toString('utf8').replace('title: はじめの課', 'title：はじめの課'),
    ),
  }));
}
