import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { DisplaySettings } from '../web/display.rules.js';
import { ViewEngine } from '../web/view-engine.js';
import type { Edition } from './edition.js';
import { featureHref } from './feature-href.rules.js';
import { htmlOf } from './rendered.js';
import type { Fillers, Rendered } from './rendered.js';

const CHARACTERS: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', '#39': "'" };

/** Words of a curriculum as HTML, with what the council fills in: its contacts, facts, explained terms. */
@Injectable()
export class CurriculumWords {
  constructor(
    private readonly views: ViewEngine,
    private readonly config: Config,
  ) {}

  html(words: Rendered, edition: Edition, ui: DisplaySettings): string {
    return htmlOf(words, ui.ruby, this.fillersFor(edition, ui));
  }

  /** Without ruby or any other markup, for an option of a list or a name in a sentence. */
  plain(words: Rendered, edition: Edition, ui: DisplaySettings): string {
    return this.html(words, edition, { ...ui, ruby: false })
      .replace(/<[^>]*>/g, '')
      .replace(/&(lt|gt|quot|amp|#39);/g, (_, name: string) => CHARACTERS[name]!)
      .trim();
  }

  /** The easy version where it is asked for and there is one, else the standard one. */
  chosen<T>(standard: T, easy: T | null | undefined, ui: DisplaySettings): T {
    return ui.words === 'easy' && easy ? easy : standard;
  }

  private fillersFor(edition: Edition, ui: DisplaySettings): Fillers {
    const { contacts, office } = this.config.council;
    const show = (name: string, model: object) =>
      this.views.fragment(`curriculum/${name}`, model, { lang: ui.lang, ui });
    return {
      contacts: () => show('contacts', { contacts: contacts.map(toContact), office }),
      contactsInline: () => show('contacts-inline', {}),
      feature: (id) => show('feature', { id, href: featureHref(id), office }),
      fact: (id) => {
        const fact = edition.shared.facts.find((one) => one.id === id);
        return fact && !fact.hide
          ? show('fact', { ...fact, text: this.chosen(fact.text, fact.easy, ui) })
          : '';
      },
      term: (id) => {
        const term = edition.shared.terms.find((one) => one.id === id);
        return term ? show('term', term) : '';
      },
    };
  }
}

function toContact({
  name,
  number,
  hours,
  cost,
  note,
}: {
  name: string;
  number: string | null;
  hours: string;
  cost: string;
  note: string | null;
}) {
  return { name, number, telHref: number && `tel:${number.replaceAll(/[^0-9+]/g, '')}`, hours, cost, note };
}
