import { PublicationService } from '../../src/curriculum/publication.service.js';
import type { Publication } from '../../src/curriculum/publication.service.js';
import type { Edition } from '../../src/curriculum/edition.js';
import type { StepRef } from '../../src/curriculum/step.js';
import type { Enrolment } from '../../src/enrolment/enrolment.entity.js';
import { EnrolmentService } from '../../src/enrolment/enrolment.service.js';
import { LearningService } from '../../src/learning/learning.service.js';
import type { Recorded } from '../../src/learning/learning.service.js';
import { sha256 } from '../../src/shared/ids.js';
import type { TestApp } from '../support/app.js';

/** Publishes an edition made by hand, as the studio would. Its hash is made from its content. */
export async function published(
  app: TestApp,
  edition: Edition,
  note?: string,
  again = false,
): Promise<Publication & { hash: string }> {
  const hash = sha256(JSON.stringify({ ...edition, hash: '' }));
  const publication = await app.db.write((tx) =>
    app
      .get(PublicationService)
      .publish(
        tx,
        { edition: { ...edition, hash }, images: [] },
        { source: 'studio', actor: null, again, ...(note !== undefined && { note }) },
      ),
  );
  if (publication.kind === 'elsewhere') throw new Error(`${edition.track.id} was published from files`);
  return { ...publication, hash };
}

/** Enrols without asking what the track requires. */
export async function enrolled(app: TestApp, person: { id: string }, trackId: string): Promise<Enrolment> {
  return app.db.write((tx) => app.get(EnrolmentService).enrol(tx, person.id, { id: trackId, requires: [] }));
}

/** Writes into the ledger that a step is done. */
export async function did(
  app: TestApp,
  enrolment: { id: string },
  ref: StepRef,
  more: Partial<Recorded> = {},
): Promise<void> {
  await app.db.write((tx) =>
    app.get(LearningService).record(tx, { enrolmentId: enrolment.id, ref, status: 'done', ...more }),
  );
}
