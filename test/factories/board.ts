import { BoardNote } from '../../src/exchange/board-note.entity.js';
import type { NoteState, Topic } from '../../src/exchange/board.rules.js';
import { newId } from '../../src/shared/ids.js';
import type { TestApp } from '../support/app.js';
import { aPerson } from './person.js';

interface Standing {
  /** Its writer; somebody new unless given. */
  readonly person?: { readonly id: string };
  readonly topic?: Topic;
  /** Instead of a topic. */
  readonly activity?: { readonly id: string };
  readonly text?: string;
  readonly state?: NoteState;
  readonly reason?: string;
  readonly keptAt?: Date;
  readonly hasNews?: boolean;
}

/** A note of the board, on it since now unless told otherwise. */
export async function aNote(app: TestApp, state: Standing = {}): Promise<BoardNote> {
  const now = app.clock.now();
  const person = state.person ?? (await aPerson(app, { displayName: '掲示の人' }));
  const stands = state.state ?? 'shown';
  const isOut = !['waiting', 'declined'].includes(stands);
  const note = {
    ...{ id: newId(now), personId: person.id, text: state.text ?? '雨の日は屋根のある道を歩いています。' },
    topic: state.activity ? null : (state.topic ?? 'living'),
    activityId: state.activity?.id ?? null,
    ...{ state: stands, version: 1, sentAt: now, stateAt: now },
    shownUntil: isOut ? app.clock.today().plusDays(30) : null,
    ...{ reason: state.reason ?? null, decidedById: null },
    ...{ opinion: null, opinionReason: null, opinionById: null },
    ...{ objection: null, objectedAt: null, keptAt: state.keptAt ?? null, hasNews: state.hasNews ?? false },
  };
  await app.db.write((tx) => tx.insert(BoardNote, note));
  return app.db.write(async (tx) => (await tx.findOne(BoardNote, { id: note.id }))!);
}
