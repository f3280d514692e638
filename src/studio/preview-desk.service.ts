import { BadRequestException, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { parseDisplay } from '../web/display.rules.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { Locales } from '../web/locales.js';
import type { Me } from '../web/me.js';
import { isLocalPath, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ViewEngine } from '../web/view-engine.js';
import { toPreviewBar, toPreviewPage } from './preview-bar.page.js';
import type { Shown } from './preview-bar.page.js';
import { PreviewActForm } from './preview.form.js';
import type { PreviewDoor, PreviewPage, PreviewRequest } from './preview-messages.js';
import { planOf, stateFor } from './preview-plan.rules.js';
import { readPlace } from './preview-place.rules.js';
import { displayOf, hasFrame, isInside, isPreviewed, PLAIN_LOOK } from './preview.rules.js';
import type { PreviewState } from './preview.rules.js';
import type { BrokenSubject, PreviewSubject } from './preview-subject.js';
import {
  encoded,
  hrefOf,
  keyOf,
  placeIn,
  purposeOf,
  TYPES,
  viewOf,
  within,
  withNote,
} from './preview-visit.rules.js';
import { PreviewStopped } from './preview-thread.js';
import { Previews } from './previews.service.js';

type Answer = View | SeeOther | Buffer;
type Query = Readonly<Record<string, unknown>>;
type Subject = PreviewSubject | BrokenSubject;

/** One request for a page of a preview. */
export interface Visit {
  readonly me: Me;
  readonly view: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Shows previews: asks the thread for a page, and puts around it what belongs to the studio. */
@Injectable()
export class PreviewDesk {
  constructor(
    private readonly previews: Previews,
    private readonly views: ViewEngine,
    private readonly locales: Locales,
  ) {}

  overview(subject: Subject): View {
    if (subject.kind === 'broken') return broken(subject);
    return page('studio-preview/overview', toPreviewPage(subject));
  }

  /** From a line of a file, or a place, to the page that shows it. */
  async at(me: Me, subject: Subject, query: Query): Promise<View | SeeOther> {
    if (subject.kind === 'broken') return broken(subject);
    const place = placeIn(subject, query);
    if (place === null) return seeOther(subject.base);
    const { module } = readPlace(place);
    const view = { state: stateFor(subject.edition, module ?? ''), look: PLAIN_LOOK };
    return this.unlessStopped(subject, async () => {
      const { path, isExact } = await this.ask<PreviewDoor>(me, subject, { ...view, kind: 'seek', place });
      return seeOther(hrefOf(subject, view, isExact ? path : withNote(path, 'not-exact')));
    });
  }

  /** To the page on which this trainee looks first. */
  async enter(me: Me, subject: Subject, segment: string): Promise<View | SeeOther> {
    if (subject.kind === 'broken') return broken(subject);
    const view = viewOf(segment);
    const { plan } = planOf(subject.edition, view.state);
    if (!plan) return seeOther(subject.base);
    if (plan.entry !== null) return seeOther(hrefOf(subject, view, plan.entry));
    return this.unlessStopped(subject, async () => {
      const { path } = await this.ask<PreviewDoor>(me, subject, { kind: 'enter', state: view.state });
      return seeOther(hrefOf(subject, view, path));
    });
  }

  /** A day passes, or everything is as it was at first. */
  async act(
    me: Me,
    subject: Subject,
    { view: segment, body }: { view: string; body: unknown },
  ): Promise<View | SeeOther> {
    if (subject.kind === 'broken') return broken(subject);
    const view = viewOf(segment);
    const parsed = parseForm(PreviewActForm, body);
    // There is nothing to fill in: only a request made by hand is another one.
    if (!parsed.ok) throw new BadRequestException();
    if (!planOf(subject.edition, view.state).plan) return seeOther(subject.base);
    const { act, at } = parsed.value;
    const here = isLocalPath(at) && isPreviewed(at) ? at : '/home';
    return this.unlessStopped(subject, async () => {
      if (act === 'day') {
        const key = keyOf(body);
        await this.ask<PreviewDoor>(me, subject, { kind: 'day', key, state: view.state });
        return seeOther(hrefOf(subject, view, withNote(here, 'day')));
      }
      // Where nothing was opened there is nothing to put back.
      if (!this.previews.has(subject.edition.hash)) return seeOther(hrefOf(subject, view, ''));
      const { path } = await this.ask<PreviewDoor>(me, subject, { kind: 'reset', state: view.state });
      return seeOther(hrefOf(subject, view, withNote(path, 'reset')));
    });
  }

  async show(subject: Subject, visit: Visit): Promise<Answer> {
    if (subject.kind === 'broken') return broken(subject);
    const view = viewOf(visit.view);
    if (!planOf(subject.edition, view.state).plan) return seeOther(subject.base);
    const { at, note } = within(subject, view, visit.request.url);
    const shown: Shown = { view, at, place: null, days: 0, note };
    const { reply } = visit;
    if (isInside(view.look)) this.policy(reply, "frame-ancestors 'none'", "frame-ancestors 'self'");
    if (!isPreviewed(at)) {
      // Pages that are shown have only the button for signing out that leads here.
      if (visit.request.method === 'POST') parseForm(ButtonForm, visit.request.body);
      return page('studio-preview/closed', { bar: toPreviewBar(subject, shown) });
    }
    if (hasFrame(view.look)) return this.framed(subject, shown, reply);
    return this.unlessStopped(subject, () => this.fetch(subject, { visit, shown }));
  }

  /** The same page once more in a frame as wide as a telephone, or a sheet of paper. */
  private framed(subject: PreviewSubject, shown: Shown, reply: FastifyReply): View {
    const { state, look } = shown.view;
    const isPhone = look.frame === 'phone';
    this.policy(reply, "frame-ancestors 'none'", "frame-ancestors 'none'; frame-src 'self'");
    const inside = { state, look: { ...look, frame: isPhone ? 'in-phone' : 'in-print' } } as const;
    return page(isPhone ? 'studio-preview/phone' : 'studio-preview/sheet', {
      bar: toPreviewBar(subject, shown),
      src: hrefOf(subject, inside, shown.at),
    });
  }

  private async fetch(
    subject: PreviewSubject,
    { visit, shown }: { visit: Visit; shown: Shown },
  ): Promise<SeeOther | Buffer> {
    const { me, request, reply } = visit;
    const prefix = hrefOf(subject, shown.view, '');
    const answer = await this.ask<PreviewPage>(me, subject, {
      kind: 'page',
      state: shown.view.state,
      display: displayOf(shown.view.look),
      method: request.method,
      url: shown.at,
      body: request.method === 'POST' ? encoded(request.body) : null,
      purpose: purposeOf(request),
      prefix,
    });
    if (answer.status >= 300 && answer.status < 400) return seeOther(answer.location ?? `${prefix}/home`);
    const isPage = answer.pieces.length === 3;
    const type = TYPES.test(answer.type) ? answer.type : 'application/octet-stream';
    void reply.code(answer.status).type(type);
    if (!isPage) return Buffer.concat(answer.pieces);
    const { place, days } = answer;
    return this.dressed(answer.pieces, { me, subject, shown: { ...shown, place, days } });
  }

  private dressed(
    [head, top, rest]: readonly Uint8Array[],
    { me, subject, shown }: { me: Me; subject: PreviewSubject; shown: Shown },
  ): Buffer {
    const { lang } = parseDisplay(me.ui);
    const ui = parseDisplay(displayOf(shown.view.look));
    const part = (name: string, model: object) =>
      Buffer.from(this.views.fragment(`studio-preview/${name}`, model, { lang, ui }));
    return Buffer.concat([
      head!,
      part('head', { isPrint: shown.view.look.frame === 'in-print' }),
      top!,
      part('bar', { bar: toPreviewBar(subject, shown), lang }),
      rest!,
    ]);
  }

  private ask<T extends PreviewPage | PreviewDoor>(
    me: Me,
    { edition, images, required }: PreviewSubject,
    request: DistributiveOmit<PreviewRequest, 'viewer'>,
  ): Promise<T> {
    const words = this.locales.in('ja');
    const nameOf = (state: PreviewState) =>
      words.text('studio-preview.person', { state: words.text(`studio-preview.state.${state}`) });
    return this.previews.ask<T>(
      { edition, images, required, nameOf },
      {
        ...request,
        viewer: me.personId,
      },
    );
  }

  private async unlessStopped<T>(subject: PreviewSubject, work: () => Promise<T>): Promise<T | View> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PreviewStopped)) throw error;
      const isGone = error.why !== 'failed';
      const model = { why: error.why, isGone, again: subject.base, closeHref: subject.closeHref };
      return page('studio-preview/stopped', model, { status: 503 });
    }
  }

  private policy(reply: FastifyReply, part: string, instead: string): void {
    const policy = String(reply.getHeader('content-security-policy') ?? '');
    void reply.header('content-security-policy', policy.replace(part, instead));
  }
}

type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never;

function broken({ errors, closeHref }: BrokenSubject): View {
  return page('studio-preview/broken', { errors, closeHref });
}
