import type { INestApplicationContext } from '@nestjs/common';
import { DialogueService } from '../dialogues/dialogue.service.js';
import type { Walk } from '../dialogues/walk.js';
import type { DialogueStep } from '../curriculum/step.js';
import { Database } from '../database/database.js';
import type { Seat } from '../learning/seat.service.js';

/** So many replies lead to an end in every dialogue that somebody would read. */
const MOST_TURNS = 40;

/** Walks to an end: people differ in what they say first, and take then what stands first on the page. */
export async function walkDialogue(
  app: INestApplicationContext,
  seat: Seat<DialogueStep>,
  taste: number,
): Promise<void> {
  const [db, dialogues] = [app.get(Database), app.get(DialogueService)];
  await db.write((tx) => dialogues.start(tx, seat, 0));
  for (let turn = 1; turn <= MOST_TURNS; turn++) {
    const walk = (await dialogues.findLast(seat))!;
    const marks = marksOf(walk);
    if (marks.length === 0) return;
    const marked = String(marks[turn === 1 ? taste % marks.length : 0]);
    await db.write((tx) => dialogues.reply(tx, seat, { walk: walk.number, turn: walk.now.turn, marked }));
  }
}

/** Where the offered replies stand on the page; none at an end. */
function marksOf({ now, orders }: Walk): number[] {
  const order = orders[now.at.id] ?? [];
  return [...order.keys()].filter((mark) => now.offered.includes(order[mark]!));
}
