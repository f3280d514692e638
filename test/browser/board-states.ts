import { BoardNote } from '../../src/exchange/board-note.entity.js';
import { anActivity } from '../factories/activity.js';
import { aNote } from '../factories/board.js';
import type { People } from './people.js';

export interface Boarded {
  /** Notes of the learner: on the board, returned, taken off. */
  readonly ownNote: string;
  readonly declinedNote: string;
  readonly removedNote: string;
  /** Of somebody else on the board: not reported, reported by the companion. */
  readonly otherNote: string;
  readonly reportedNote: string;
  /** Before the staff: new, on the board, hidden with the first of two opinions. */
  readonly waitingNote: string;
  readonly shownNote: string;
  readonly hiddenNote: string;
  /** The board's part about one activity. */
  readonly boardActivity: string;
}

const BOARD = '/activities/board';
const REASON = '「こうしています」という書き方だと、読む人が自分で選びやすいです。';

/** Notes in every state, with what was said about them. */
export async function board(people: People): Promise<Boarded> {
  const { app } = people;
  const [person, official] = [await people.person('learner'), await people.person('office')];
  const activity = await anActivity(app, { title: '川べりを歩く会（見本）' });
  const own = await aNote(app, { person, text: '朝に10分だけ、外の光に当たっています。' });
  const declined = await aNote(app, { person, state: 'declined', reason: REASON });
  const removed = await aNote(app, { person, state: 'removed', reason: REASON, hasNews: true });
  const other = await aNote(app, { activity, text: 'ベンチが3つあります。\n途中で休めます。' });
  const hidden = await aNote(app, { topic: 'running', text: '田中さんは、こうするべきだと思います。' });
  await people.send('companion', `${BOARD}/${hidden.id}/report`, { why: 'lecture', words: '気になりました' });
  const waiting = await aNote(app, { state: 'waiting', text: '電話は090-0000-0000です。' });
  const opinion = { opinion: 'remove', opinionReason: REASON, opinionById: official.id } as const;
  await app.db.write((tx) => tx.update(BoardNote, { id: hidden.id }, opinion));
  return {
    ownNote: `${BOARD}/${own.id}`,
    declinedNote: `${BOARD}/${declined.id}`,
    removedNote: `${BOARD}/${removed.id}`,
    otherNote: `${BOARD}/${other.id}`,
    reportedNote: `${BOARD}/${hidden.id}`,
    waitingNote: `/office/board/${waiting.id}`,
    shownNote: `/office/board/${other.id}`,
    hiddenNote: `/office/board/${hidden.id}`,
    boardActivity: `${BOARD}?activity=${activity.id}`,
  };
}
