import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { EditionService } from '../curriculum/edition.service.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { Locales } from '../web/locales.js';
import type { Language } from '../web/locales.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { keptPage, page } from '../web/view.js';
import type { View } from '../web/view.js';
import { codeCards } from './code-cards.js';
import { toCodeCard, toCodeList } from './code-card.page.js';
import { search, wordsOf } from './guide-search.rules.js';
import { GuideSearch } from './guide-search.service.js';
import { guideChapters } from './guide-text.js';
import { toChapterPage, toGuidePage, toKeyPage, toKeysPage, toMisconceptionsPage } from './guide.page.js';
import { keyList } from './key-list.js';
import { borrowedIn, readSamples, sampleCourse } from './sample-course.js';
import type { Sample } from './sample-course.js';
import { zipOf } from './sample-zip.js';

/** How courses are written: the guide, samples to copy, and a card for each thing the checker can say. */
@Controller('studio')
export class GuideController {
  /** Pages that are the same for all who read them in one language, made once. */
  private readonly made = new Map<string, object>();

  constructor(
    private readonly locales: Locales,
    private readonly searched: GuideSearch,
    private readonly editions: EditionService,
  ) {}

  @Allow('facilitator', 'administrator')
  @Get('guide')
  guide(@CurrentPerson() me: Me, @Query('q') typed: unknown): View {
    const query = typeof typed === 'string' ? typed.slice(0, 200) : '';
    const isAsked = wordsOf(query).length > 0;
    const found = isAsked ? search(this.searched.index(languageOf(me)), query) : null;
    return page('studio-guide/guide', toGuidePage(guideChapters(), query, found));
  }

  @Allow('facilitator', 'administrator')
  @Get('guide/keys')
  keys(@CurrentPerson() me: Me): View {
    const language = languageOf(me);
    return this.kept('studio-guide/keys', language, () => toKeysPage(keyList(), this.locales.in(language)));
  }

  @Allow('facilitator', 'administrator')
  @Get('guide/keys/:key')
  key(@CurrentPerson() me: Me, @Param('key') typed: string): View {
    const entry = keyList().find(({ key }) => key === typed);
    if (!entry) throw new NotFound(`key ${typed}`);
    const language = languageOf(me);
    return this.kept('studio-guide/key', `${typed} ${language}`, () =>
      toKeyPage(entry, this.locales.in(language)),
    );
  }

  @Allow('facilitator', 'administrator')
  @Get('guide/misconceptions')
  async misconceptions(): Promise<View> {
    return page('studio-guide/misconceptions', toMisconceptionsPage(await this.editions.listCurrent()));
  }

  @Allow('facilitator', 'administrator')
  @Get('guide/:chapter')
  chapter(@Param('chapter') slug: string): View {
    const chapters = guideChapters();
    const chapter = chapters.find((one) => one.slug === slug);
    if (!chapter) throw new NotFound(`chapter ${slug}`);
    return this.kept('studio-guide/chapter', slug, () => toChapterPage(chapters, chapter));
  }

  @Allow('facilitator', 'administrator')
  @Get('samples')
  samples(): View {
    return this.kept('studio-guide/samples', '', () => ({ samples: readSamples() }));
  }

  /** All samples as one track, to begin from or to look something up in. */
  @Allow('facilitator', 'administrator')
  @Get('samples.zip')
  @Header('content-type', 'application/zip')
  @Header('content-disposition', 'attachment; filename="mihon.zip"')
  sampleZip(): Promise<Buffer> {
    return zipOf(sampleCourse());
  }

  @Allow('facilitator', 'administrator')
  @Get('samples/:kind')
  sample(@Param('kind') kind: string): View {
    const sample = sampleOf(kind);
    return this.kept('studio-guide/sample', kind, () => ({ ...sample, borrowed: borrowedIn(sample) }));
  }

  /** One sample as text alone: on a phone without a script, all of it is selected at once. */
  @Allow('facilitator', 'administrator')
  @Get('samples/:kind/text')
  @Header('content-type', 'text/plain; charset=utf-8')
  sampleText(@Param('kind') kind: string): string {
    return sampleOf(kind).yaml;
  }

  @Allow('facilitator', 'administrator')
  @Get('codes')
  codes(): View {
    return this.kept('studio-guide/codes', '', () => toCodeList(codeCards()));
  }

  @Allow('facilitator', 'administrator')
  @Get('codes/:code')
  code(@CurrentPerson() me: Me, @Param('code') typed: string): View {
    const card = codeCards().get(typed.toUpperCase());
    if (!card) return page('studio-guide/no-code', {}, { status: 404 });
    const language = languageOf(me);
    return this.kept('studio-guide/code', `${card.code} ${language}`, () =>
      toCodeCard(card, this.locales.in(language)),
    );
  }

  private kept(name: string, of: string, make: () => object): View {
    const key = `${name} ${of}`;
    const model = this.made.get(key) ?? make();
    this.made.set(key, model);
    return keptPage(name, model);
  }
}

function sampleOf(kind: string): Sample {
  const sample = readSamples().find((one) => one.kind === kind);
  if (!sample) throw new NotFound(`sample ${kind}`);
  return sample;
}

const languageOf = (me: Me): Language => parseDisplay(me.ui).lang;
