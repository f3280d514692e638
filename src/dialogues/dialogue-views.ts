import { Injectable } from '@nestjs/common';
import { CurriculumWords } from '../curriculum/curriculum-words.js';
import type { Edition } from '../curriculum/edition.js';
import type { DialogueStep } from '../curriculum/step.js';
import { afterStep } from '../learning/after-step.rules.js';
import { careOf, documentTitleOf } from '../learning/care.rules.js';
import { parseDisplay } from '../web/display.rules.js';
import type { Me } from '../web/me.js';
import type { DialogueView } from './dialogue-view.js';
import { baseOf } from './walk.js';
import type { DialogueSeat } from './walk.js';

/** Puts a dialogue in front of a person: as they walk it, else as it is now. */
@Injectable()
export class DialogueViews {
  constructor(private readonly words: CurriculumWords) {}

  of(
    me: Me,
    seat: DialogueSeat,
    walk: { readonly edition: Edition; readonly dialogue: DialogueStep } | null = null,
  ): DialogueView {
    const ui = parseDisplay(me.ui);
    const { module, step } = seat;
    const { edition, dialogue } = walk ?? { edition: seat.edition, dialogue: step };
    const heading = step.title ?? module.title;
    return {
      base: baseOf(seat),
      dialogue,
      heading,
      document: documentTitleOf(module, step, heading),
      isScored: edition.track.scored && hasPoints(dialogue),
      isEasy: ui.words === 'easy',
      care: careOf(module, step),
      nextHref: afterStep(seat),
      pathHref: `/path/${seat.edition.track.id}`,
      html: (text, easy = null) => this.words.html(this.words.chosen(text, easy, ui), edition, ui),
    };
  }
}

/** A scored track may have a dialogue in which nothing is counted. */
function hasPoints({ pass, scenes }: DialogueStep): boolean {
  return (
    pass !== null ||
    scenes.some(({ next }) => next.kind === 'you' && next.replies.some(({ score }) => score !== 0))
  );
}
