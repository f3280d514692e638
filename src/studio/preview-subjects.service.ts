import { Injectable } from '@nestjs/common';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { FileService } from '../curriculum/file.service.js';
import { NotFound } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { countsOf, DraftCheck } from './draft-check.service.js';
import { draftHref, fileHref } from './draft-href.rules.js';
import { DraftService } from './draft.service.js';
import type { PreviewOpening } from './preview-messages.js';
import type { BrokenSubject, PreviewSubject } from './preview-subject.js';
import { StudioScope } from './studio-scope.service.js';

/** Finds what may be looked at: drafts that somebody may see, and editions of the tracks they write. */
@Injectable()
export class PreviewSubjects {
  constructor(
    private readonly drafts: DraftService,
    private readonly check: DraftCheck,
    private readonly editions: EditionService,
    private readonly files: FileService,
    private readonly scope: StudioScope,
  ) {}

  /** @throws NotFound when there is none, or it is not theirs to see */
  async ofDraft(me: Me, id: string): Promise<PreviewSubject | BrokenSubject> {
    const draft = await this.drafts.get(id, me);
    const closeHref = draftHref(draft.id);
    const { compiled, report, places } = await this.check.look(draft);
    if (!compiled) return { kind: 'broken', errors: countsOf(report).errors, closeHref };
    return {
      kind: 'draft',
      edition: compiled.edition,
      base: `${closeHref}/preview`,
      closeHref,
      lines: {
        places,
        href: ({ path, line }) => fileHref(draft.id, path, line),
      },
      images: async () =>
        compiled.images.map((image) => ({ ...image, content: new Uint8Array(image.content) })),
      required: () => this.requiredOf(compiled.edition),
    };
  }

  /** @throws NotFound */
  async ofEdition(me: Me, hash: string): Promise<PreviewSubject> {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new NotFound(`edition ${hash}`);
    const edition = await this.editions.get(hash);
    if (!(await this.scope.tracksOf(me)).includes(edition.track.id)) throw new NotFound(`edition ${hash}`);
    return {
      kind: 'edition',
      edition,
      base: `/studio/editions/${hash}/preview`,
      closeHref: `/studio/tracks/${edition.track.id}/editions`,
      lines: null,
      images: () => this.imagesOf(edition),
      required: () => this.requiredOf(edition),
    };
  }

  private imagesOf({ images }: Edition): Promise<PreviewOpening['images']> {
    return Promise.all(
      [...new Map(images.map((image) => [image.hash, image])).values()].map(async ({ hash, mediaType }) => {
        const { content } = await this.files.get(hash);
        return { hash, mediaType, content: new Uint8Array(content) };
      }),
    );
  }

  /** One that was never published has its id for a name. */
  private requiredOf({ track }: Edition): Promise<PreviewOpening['required']> {
    return Promise.all(
      track.requires.map(async (id, index) => {
        const current = await this.editions.findCurrent(id);
        const code =
          current?.track.code ?? `Z${String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26))}`;
        return { id, code, title: withoutRuby(current?.track.title ?? id) };
      }),
    );
  }
}
