import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { emptyForm, parseForm, refuse, refuseAll } from '../web/form.js';
import type { FormClass, FormView } from '../web/form.js';
import { Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { View, invalid, page } from '../web/view.js';
import type { SeeOther } from '../web/view.js';
import { ActivityDesk } from './activity-desk.service.js';
import { takenUp, toEditingPage, withHidden } from './activity-editing.page.js';
import type { EditingPage } from './activity-editing.page.js';
import { NEW_ACTIVITY, typedActivity } from './activity-form.page.js';
import { ActivityForm, FirstActivityForm } from './activity.form.js';
import { entryHref } from './organise.page.js';
import { isInside } from './organiser-access.service.js';
import type { Access } from './organiser-access.service.js';
import { OwnEntries } from './own-entries.service.js';
import type { WholeEntry } from './own-entry.js';
import { detailsIn, readActivityForm } from './read-activity-form.js';

interface Posted {
  readonly access: Access;
  readonly body: unknown;
  readonly submission: SubmissionId;
  /** Where it was sent. */
  readonly url: string;
}

type Hidden = Readonly<Record<string, string>>;

const NEW = 'organisers/new';
const EDIT = 'organisers/edit';

/** Typing an entry: the form as it is opened, and what comes of sending it. */
@Injectable()
export class Editing {
  constructor(
    private readonly entries: OwnEntries,
    private readonly desk: ActivityDesk,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly submissions: Submissions,
  ) {}

  async openNew(access: Access, asked: { organiser?: string; change?: string }): Promise<EditingPage> {
    const change = asked.change
      ? takenUp(await this.entries.getChange(asked.change, access.organiserIds), null)
      : null;
    const organiserId = change?.organiserId ?? organiserOf(access, asked.organiser);
    const typed = change ? typedActivity(change.content, this.clock.today()) : NEW_ACTIVITY;
    const form = emptyForm(formOf(organiserId), { ...typed, version: '0', change: change?.id ?? '' });
    return toEditingPage(newPlace(organiserId), { form, areas: this.areas, change });
  }

  /** What waits at the office is gone on with; what was declined only when it is asked for. */
  async open(access: Access, id: string, asked?: string): Promise<EditingPage> {
    const entry = await this.entries.get(id, access.organiserIds);
    const change = asked
      ? takenUp(await this.entries.getChange(asked, access.organiserIds), entry.id)
      : await this.entries.findWaiting(entry.id);
    const typed = typedActivity((change ?? entry).content, this.clock.today());
    const form = emptyForm(ActivityForm, {
      ...typed,
      version: String(entry.version),
      change: change?.id ?? '',
    });
    const isStale = change !== null && change.baseVersion !== entry.version;
    const stale = isStale ? { entry, typed: change.content } : null;
    return toEditingPage(placeOf(entry), { form, areas: this.areas, change, stale });
  }

  /** Whoever comes back to their first form is known by then: what they are called was taken from the first sending. */
  async sendNew(posted: Posted, organiser?: string): Promise<View | SeeOther> {
    const { access, body, submission } = posted;
    if (organiser !== undefined && isInside(access) && !access.organiserIds.includes(organiser))
      return this.keepTyped(NEW, posted, 404);
    const isFirstOver = organiser === undefined && access.link === null && namesGroup(body);
    if (isFirstOver || !isInside(access)) return this.keepTyped(NEW, posted, 422);
    const organiserId = organiserOf(access, organiser);
    const Form = namesGroup(body) ? FirstActivityForm : formOf(organiserId);
    const at = { ...newPlace(organiserId), isNewGroup: Form === FirstActivityForm };
    const again = (form: FormView, details?: EditingPage['details']) =>
      toEditingPage(at, { form, areas: this.areas, details });
    const read = this.read(Form, body);
    if (!read.ok) return invalid(NEW, again(read.form));
    const { content, value } = read;
    const details = value.checked === '1' ? [] : detailsIn(content);
    if (details.length > 0)
      return page(NEW, again(this.typed(Form, body, { checked: '1' }), details), { status: 422 });
    const group =
      value instanceof FirstActivityForm ? { name: value.groupName, phone: value.groupPhone } : null;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        const to = { organiserId, group, takenUp: value.change === '' ? null : value.change };
        return doneHref(await this.desk.propose(tx, to, { access, content }));
      });
    } catch (error) {
      return invalid(NEW, again(refuse(Form, body, { error, field: 'title' })));
    }
  }

  async send(posted: Posted, id: string): Promise<View | SeeOther> {
    const { access, body, submission } = posted;
    if (!isInside(access)) return this.keepTyped(EDIT, posted, 422);
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    const entry = await this.entries.find(id, access.organiserIds);
    if (!entry) return this.keepTyped(EDIT, posted, 404);
    const read = this.read(ActivityForm, body);
    const at = placeOf(entry);
    if (!read.ok) return invalid(EDIT, toEditingPage(at, { form: read.form, areas: this.areas }));
    const { content, value } = read;
    const waiting = await this.entries.findWaiting(id);
    const before = [entry.content, ...(waiting ? [waiting.content] : [])];
    const details = value.checked === '1' ? [] : detailsIn(content, before);
    if (details.length > 0) {
      const form = this.typed(ActivityForm, body, { checked: '1' });
      return page(EDIT, toEditingPage(at, { form, areas: this.areas, details }), { status: 422 });
    }
    try {
      return await this.submissions.accept(submission, async (tx) =>
        doneHref(await this.desk.change(tx, { entry, waiting, seen: value.version }, { access, content })),
      );
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'activities.changed-meanwhile') {
        const form = refuse(ActivityForm, body, { error, field: 'title' });
        return invalid(EDIT, toEditingPage(at, { form, areas: this.areas }));
      }
      return this.showBoth(await this.entries.get(id, access.organiserIds), { body, content });
    }
  }

  /**
   * For who has been typing longer than the session lasts, or has opened another group's link since: it takes long to
   * write all this. Of an entry that was never theirs it tells nothing.
   */
  private keepTyped(template: string, { body, url }: Posted, status: 404 | 422): View {
    const isNewGroup = namesGroup(body);
    const Form: FormClass<ActivityForm> = isNewGroup ? FirstActivityForm : ActivityForm;
    parseForm(Form, body);
    const form = refuse(Form, body, { error: new DomainError('organisers.form.over'), field: 'over' });
    const at = { entry: null, action: url, isNewGroup };
    return new View(template, toEditingPage(at, { form, areas: this.areas, isOver: true }), status, true);
  }

  /** What the entry says now, and what was typed: the next sending is over the newer version. */
  private showBoth(
    entry: WholeEntry,
    { body, content }: { body: unknown; content: WholeEntry['content'] },
  ): View {
    const error = new DomainError('organisers.form.stale');
    const refused = refuse(ActivityForm, body, { error, field: 'stale' });
    const form = withHidden(refused, { version: String(entry.version) });
    const stale = { entry, typed: content };
    return invalid(EDIT, toEditingPage(placeOf(entry), { form, areas: this.areas, stale }));
  }

  private read<T extends ActivityForm>(Form: FormClass<T>, body: unknown) {
    const areas = this.areas.map(({ id }) => id);
    return readActivityForm(Form, body, { areas, today: this.clock.today() });
  }

  /** The form as it was sent, without a refusal. */
  private typed<T extends ActivityForm>(Form: FormClass<T>, body: unknown, hidden: Hidden): FormView {
    return withHidden(refuseAll(Form, body, []), hidden);
  }

  private get areas() {
    return this.config.council.activities.areas;
  }
}

/** Null for who has no entry yet. @throws NotFound for somebody else's group */
function organiserOf({ organiserIds, link }: Access, asked: string | undefined): string | null {
  if (asked !== undefined) {
    if (!organiserIds.includes(asked)) throw new NotFound(`organiser ${asked}`);
    return asked;
  }
  // A link of an address that has no entry yet, in the browser of somebody who keeps another group's.
  if (link && link.organiserId === null) return null;
  return organiserIds[0] ?? null;
}

function formOf(organiserId: string | null): FormClass<ActivityForm> {
  return organiserId === null ? FirstActivityForm : ActivityForm;
}

function namesGroup(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'groupName' in body;
}

function newPlace(organiserId: string | null) {
  const action = `/organise/activities/new${organiserId === null ? '' : `?organiser=${organiserId}`}`;
  return { entry: null, action, isNewGroup: organiserId === null };
}

function placeOf(entry: WholeEntry) {
  return { entry, action: entryHref(entry.id), isNewGroup: false };
}

function doneHref(done: string): string {
  return `/organise?done=${done}`;
}
