import type { INestApplicationContext } from '@nestjs/common';
import { DialogueService } from './dialogue.service.js';
import type { DialogueStep } from '../curriculum/step.js';
import { Database } from '../database/database.js';
import type { Seat } from '../learning/seat.service.js';
import { sampleReplies } from './sample-replies.rules.js';

/** Walks to an end, by marking replies where they stand on the page. */
export async function walkDialogue(
  app: INestApplicationContext,
  seat: Seat<DialogueStep>,
  taste: number,
): Promise<void> {
  const [db, dialogues] = [app.get(Database), app.get(DialogueService)];
  const walk = await db.write((tx) => dialogues.start(tx, seat, 0));
  for (const [place, { scene, reply }] of sampleReplies(walk.dialogue, taste).entries()) {
    const marked = String(walk.orders[scene]!.indexOf(reply!));
    await db.write((tx) => dialogues.reply(tx, seat, { walk: walk.number, turn: place + 1, marked }));
  }
}
