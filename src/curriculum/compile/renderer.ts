import type { Care } from '../care.js';
import type { Rendered } from '../rendered.js';
import type { ModuleContent } from '../schema/module-schema.js';
import type { LessonBody } from '../step.js';
import { renderBody, renderProse, renderText } from '../words/prose.js';

/** Renders the words of one track; what is not written stays null. */
export class Renderer {
  constructor(private readonly images: ReadonlyMap<string, string>) {}

  text(source: string): Rendered {
    return renderText(source, this.images);
  }

  prose(source: string): Rendered {
    return renderProse(source, this.images);
  }

  body(source: string): LessonBody {
    return renderBody(source, this.images);
  }

  maybeText(source: string | null): Rendered | null {
    return source === null || source === '' ? null : this.text(source);
  }

  maybeProse(source: string | null): Rendered | null {
    return source === null ? null : this.prose(source);
  }

  care(content: ModuleContent['care']): Care | null {
    if (content === null || content.level === '0') return null;
    return {
      level: content.level === '1' ? 1 : 2,
      topics: content.topics,
      where: content.where,
      instead: this.maybeProse(content.instead),
      insteadEasy: this.maybeProse(content['instead-easy']),
    };
  }
}
