import { Activity } from '../src/activities/activity.entity.js';
import type { ActivityContent } from '../src/activities/activity-content.rules.js';
import { ActivityKeeper } from '../src/activities/activity-keeper.service.js';
import { ActivityProposal } from '../src/exchange/activity-proposal.entity.js';
import { BoardNote } from '../src/exchange/board-note.entity.js';
import { BoardReport } from '../src/exchange/board-report.entity.js';
import { ProposalReply } from '../src/exchange/proposal-reply.entity.js';
import { Jobs } from '../src/mail/jobs.js';
import { ActivityChange } from '../src/organisers/activity-change.entity.js';
import { OrganiserPerson } from '../src/organisers/organiser-person.entity.js';
import { newId } from '../src/shared/ids.js';
import { TrialPage } from '../src/trials/trial-page.entity.js';
import { TrialSlot } from '../src/trials/trial-slot.entity.js';
import { TrialSlots } from '../src/trials/trial-slots.service.js';
import { anActivity, anActivityContent, anOrganiser } from './factories/activity.js';
import { aWaitingChange } from './factories/activity-change.js';
import { aNote } from './factories/board.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { aProposal, aWish } from './factories/proposal.js';
import { aTrialRequest, aTrialSlot } from './factories/trial.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { polyglots } from './support/polyglots.js';
import { strangeMarkup } from './support/strange-markup.js';

/** What is no markup, and still does something where it is not taken as text. */
const TRICKS = [
  '=HYPERLINK("https://evil.example","x")',
  "+1+cmd|' /C calc'!A0",
  'x\r\nATTACH:https://evil.example/x\r\nBEGIN:VEVENT',
  'x\nBcc: evil@evil.example\n\nx',
  ']]><script>alert(1)</script><![CDATA[',
  '\u202egnp.exe \u2066"><b>',
  'https://evil.example/javascript:alert(1)',
];
/** No test would notice pages that show nothing: this one stands on each of them. */
const PLAIN = 'ことばの目印';

let app: TestApp;
let people: Record<'host' | 'writer' | 'reader' | 'facilitator' | 'office' | 'second', KnownPerson>;
let browsers: Record<keyof typeof people | 'visitor' | 'visitorInAnotherLook', Browser>;
const lines: string[] = [];

beforeAll(async () => {
  app = await startApp({ onLog: (line) => lines.push(line) });
  people = {
    host: await aPerson(app),
    writer: await aPerson(app, { displayName: `"><img src=x onerror=alert(1)>` }),
    reader: await aPerson(app),
    facilitator: await aPerson(app, { roles: ['facilitator'] }),
    office: await aPerson(app, { roles: ['office'] }),
    second: await aPerson(app, { roles: ['office'] }),
  };
  const signedIn = await Promise.all(
    Object.entries(people).map(async ([who, person]) => [who, await signIn(app, person)] as const),
  );
  const look = { theme: 'calm', size: 'm', ruby: '1', words: 'easy', progress: 'show', lang: 'en' };
  const other = app.browser();
  await other.post('/settings/display').type('form').send(look).expect(303);
  browsers = {
    ...(Object.fromEntries(signedIn) as Record<keyof typeof people, Browser>),
    visitor: app.browser(),
    visitorInAnotherLook: other,
  };
});
afterAll(() => app.close());

const cut = (text: string, most: number) => [...text].slice(0, most).join('');

/** Every field that a stranger fills is this text. Past the forms: straight into what is kept. */
function contentOf(text: string): ActivityContent {
  const { title: _, ...fields } = anActivityContent();
  const filled = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === 'string' && !['place', 'booking', 'area'].includes(name) ? text : value,
  ]);
  const content = { ...(Object.fromEntries(filled) as Omit<ActivityContent, 'title'>), title: cut(text, 60) };
  return { ...content, times: { ...content.times, note: text }, yen: 500, booking: 'wanted', place: 'both' };
}

interface Planted {
  readonly activity: string;
  readonly organiser: string;
  readonly changes: readonly string[];
  readonly slots: readonly string[];
  readonly code: string;
  readonly notes: readonly string[];
  readonly proposal: string;
}

async function plant(text: string): Promise<Planted> {
  const now = app.clock.now();
  const organiser = await anOrganiser(app, { name: cut(text, 60), phone: cut(text, 20) });
  await app.db.write((tx) =>
    tx.insert(OrganiserPerson, { organiserId: organiser.id, personId: people.host.id, madeAt: now }),
  );
  const activity = await anActivity(app, { organiser });
  const content = contentOf(text);
  await app.db.write((tx) => app.get(ActivityKeeper).change(tx, activity.id, { seen: 1, content }));
  const entry = await app.db.write(async (tx) => (await tx.findOne(Activity, { id: activity.id }))!);
  const declined = await aWaitingChange(app, { activity: entry, mood: 'べつのようす' });
  await app.db.write((tx) =>
    tx.update(
      ActivityChange,
      { id: declined.id },
      { state: 'declined', reason: text, decidedAt: now, decidedById: people.office.id },
    ),
  );
  const waiting = await aWaitingChange(app, { ...contentOf(`${text} `), organiser, activity: entry });
  const fresh = await aWaitingChange(app, { ...content, organiser });
  const slots = await plantVisits(activity.id, text);
  return {
    ...{ activity: activity.id, organiser: organiser.id, ...slots },
    changes: [declined.id, waiting.id, fresh.id],
    notes: await plantNotes(activity.id, text),
    proposal: await plantProposal(text),
  };
}

async function plantVisits(activity: string, text: string): Promise<Pick<Planted, 'slots' | 'code'>> {
  const words = { meetingPoint: cut(text, 200), note: cut(text, 500) };
  const at = { activity: { id: activity }, ...words };
  const open = await aTrialSlot(app, at);
  const past = await aTrialSlot(app, { ...at, day: app.clock.today().plusDays(8) });
  const off = await aTrialSlot(app, { ...at, day: app.clock.today().plusDays(9) });
  const asked = { name: cut(text, 40), needs: cut(text, 500), email: `${crypto.randomUUID()}@example.jp` };
  const { code } = await aTrialRequest(app, open, asked);
  for (const slot of [past, off]) await aTrialRequest(app, slot, asked);
  await app.db.write(async (tx) => {
    await app.get(TrialSlots).cancel(tx, off.id, cut(text, 300));
    const day = app.clock.today().plusDays(-1);
    await tx.update(TrialSlot, { id: past.id }, { day });
    await tx.insert(TrialPage, {
      ...{ id: newId(app.clock.now()), slotId: past.id, image: 'clear', feeling: 'calm', next: 'again' },
      ...{ safe: text, hard: text, toHost: text, answeredOn: day },
    });
  });
  return { slots: [open.id, past.id, off.id], code };
}

async function plantNotes(activity: string, words: string): Promise<string[]> {
  const [person, text] = [people.writer, cut(words, 300)];
  const shown = await aNote(app, { person, text });
  const about = await aNote(app, { person, text, activity: { id: activity } });
  const declined = await aNote(app, { person, text, state: 'declined', reason: text, hasNews: true });
  const hidden = await aNote(app, { person, text, state: 'hidden', reason: text });
  const waiting = await aNote(app, { person, text, state: 'waiting' });
  const now = app.clock.now();
  await app.db.write(async (tx) => {
    const opinion = { opinion: 'remove' as const, opinionReason: text, opinionById: people.second.id };
    await tx.update(BoardNote, { id: hidden.id }, { ...opinion, objection: text, objectedAt: now });
    await tx.insert(BoardReport, {
      ...{ id: newId(now), noteId: hidden.id, personId: people.reader.id, why: 'other', words: text },
      ...{ reportedAt: now, settledAt: null },
    });
  });
  return [shown, about, declined, hidden, waiting].map(({ id }) => id);
}

async function plantProposal(words: string): Promise<string> {
  const text = cut(words, 200);
  const short = { place: cut(text, 100), hours: cut(text, 100), title: cut(text, 60), about: text };
  const id = await aProposal(app, { ...short, personId: people.writer.id, isShown: true });
  const repliedAt = app.clock.now();
  await app.db.write(async (tx) => {
    await tx.insert(ProposalReply, {
      ...{ id: newId(repliedAt), proposalId: id, number: 1, state: 'looking', text },
      ...{ repliedById: people.office.id, repliedAt },
    });
    const answered = { replies: 1, state: 'looking' as const, answeredAt: repliedAt, repliedAt };
    await tx.update(ActivityProposal, { id }, answered);
  });
  await aProposal(app, { ...short, personId: people.writer.id });
  await aWish(app, { text, state: 'counted', showsText: true, decidedOn: app.clock.today() });
  await aWish(app, { text });
  return id;
}

type Who = keyof typeof browsers;

type Page = [Who, string, 'silent'?];
const VISITORS = ['visitor', 'visitorInAnotherLook'] as const;

/** Where the newest of everything stand together; `silent` pages know of it without showing its words. */
const LISTS: readonly Page[] = [
  ...VISITORS.flatMap((who): Page[] => [
    [who, '/activities'],
    [who, '/activities/calendar'],
    [who, '/activities/trials'],
    [who, '/activities/wishes'],
  ]),
  ['host', '/organise'],
  ['office', '/office/activities'],
  ['office', '/office/visits'],
  ['office', '/office/visits/new'],
  ['office', '/office/proposals'],
  ['office', '/office/proposals/quarter'],
  ['office', '/office/wishes'],
  ['reader', '/activities/board'],
  ['facilitator', '/office/board', 'silent'],
  ['writer', '/activities/board/mine'],
  ['reader', '/activities/proposals'],
  ['writer', '/activities/proposals/mine'],
  ['writer', '/settings/data/read'],
  ['writer', '/home', 'silent'],
  ['office', '/home', 'silent'],
  ['office', '/office/activity-figures', 'silent'],
];
/** So many of the newest stand on each of them. */
const TOGETHER = 6;

/** Where it stands by itself, and for whom. */
function pagesOf({ activity, organiser, changes, slots, notes, proposal }: Planted): Page[] {
  const [open, past, off] = slots as [string, string, string];
  const everybody: Who[] = ['visitor', 'visitorInAnotherLook', 'reader', 'host', 'office', 'facilitator'];
  const entry = `/activities/${activity}`;
  return [
    ...everybody.map((who): Page => [who, entry]),
    ...VISITORS.flatMap((who): Page[] => [
      [who, `${entry}/leaflet`],
      [who, `/activities/trials/${open}`],
      [who, `/activities/trials/${past}`],
      [who, `/activities/trials/${off}`],
    ]),
    ['host', `/organise/activities/${activity}`],
    ['host', `/organise/activities/${activity}/confirm`],
    ['host', `/organise/activities/${activity}/visits`],
    ['host', `/organise/activities/${activity}/visits/new`],
    ...[open, past, off].map((slot): Page => ['host', `/organise/visits/${slot}`]),
    ['host', `/organise/visits/${open}/change`],
    ['host', `/organise/visits/${open}/cancel`],
    ['office', `/office/activities/${activity}`],
    ['office', `/office/activities/${activity}/history`],
    ...changes.map((change): Page => ['office', `/office/activities/changes/${change}`]),
    ['office', `/office/organisers/${organiser}`],
    ['office', `/office/activities/${activity}/visits`],
    ...[open, past, off].map((slot): Page => ['office', `/office/visits/${slot}`]),
    ['office', `/office/visits/${open}/cancel`],
    ['reader', `/activities/board/${notes[0]!}/report`],
    ...notes.map((note): Page => ['writer', `/activities/board/${note}`]),
    ...notes.slice(3).map((note): Page => ['office', `/office/board/${note}`]),
    ['writer', `/activities/board/${notes[2]!}/again`],
    ['office', `/office/proposals/${proposal}`],
  ];
}

/** What a visitor sees with their code. */
async function pagesOfVisitor(code: string): Promise<[string, string][]> {
  const browser = app.browser();
  await browser.post('/activities/trials/mine').type('form').send({ code }).expect(303);
  const pages = ['mine', 'done', 'after', 'next', 'mine/calendar.ics'].map(
    (page) => `/activities/trials/${page}`,
  );
  return Promise.all(
    pages.map(async (path): Promise<[string, string]> => [path, (await browser.get(path)).text]),
  );
}

/** The words of a page, however they are escaped, ruby without its readings. */
function wordsOf(html: string): string {
  return html
    .replace(/<rp>.*?<\/rp>|<rt>.*?<\/rt>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ');
}

/** Pages are made of what was read: one engine sees all texts, the other whether they are kept as they are. */
const texts = [...polyglots, ...TRICKS];
const planted = globalThis.TEST_DB === 'sqlite' ? texts : texts.filter((_, at) => at % 6 === 0);

describe('what was not escaped', () => {
  it.each(texts.filter((text) => /[<"]/.test(text) && !/^[{=+]/.test(text)))(
    'would be noticed: %j',
    (text) => {
      const places = [`<p>${text}</p>`, `<input value="${text}">`];
      expect(places.flatMap(strangeMarkup)).not.toEqual([]);
    },
  );

  it('would be noticed in files', () => {
    expect(strangeElements('<item><title>a & b</title></item>')).toHaveLength(1);
    expect(strangeElements('<item><script>x</script></item>')).toHaveLength(1);
    expect(strangeProperties('SUMMARY:x\r\nATTACH:https://evil.example\r\n')).toHaveLength(1);
    expect(strangeCells('a,"=1+1",-3\r\n@x')).toEqual(['"=1+1"', '@x']);
  });
});

it('stands where it is looked for', async () => {
  const planted = await plant(PLAIN);
  const shown: [Who, string, boolean][] = [];
  const expected: [Who, string, boolean][] = [];
  for (const [who, path, silent] of [...LISTS, ...pagesOf(planted)]) {
    const { status, text } = await browsers[who].get(path);
    expect([who, path, status]).toEqual([who, path, 200]);
    shown.push([who, path, wordsOf(text).includes(PLAIN) || /value="[^"]*ことばの目印/.test(text)]);
    expected.push([who, path, silent === undefined]);
  }
  expect(shown).toEqual(expected);
  const own = await pagesOfVisitor(planted.code);
  expect(own.filter(([, text]) => !text.includes(PLAIN)).map(([path]) => path)).toEqual([
    '/activities/trials/after',
    '/activities/trials/next',
    // A calendar lies open on many telephones.
    '/activities/trials/mine/calendar.ics',
  ]);
});

describe.each(planted.map((text, at): [string, number] => [text, at]))('%j', (text, at) => {
  let own: Planted;
  beforeAll(async () => {
    own = await plant(text);
  });

  it('stands on the pages of every role as text', async () => {
    const isLast = at === planted.length - 1;
    const lists = isLast || at % TOGETHER === TOGETHER - 1 ? LISTS : [];
    for (const [who, path] of [...lists, ...pagesOf(own)]) {
      const answer = await browsers[who].get(path);
      expect([who, path, answer.status, strangeMarkup(answer.text)]).toEqual([who, path, 200, []]);
    }
    for (const [path, page] of await pagesOfVisitor(own.code))
      if (!path.endsWith('.ics')) expect([path, strangeMarkup(page)]).toEqual([path, []]);
  });

  it('stands in files as text', async () => {
    const { visitor } = browsers;
    const feed = await visitor.get('/activities/feed.xml').expect(200);
    expect(strangeElements(feed.text)).toEqual([]);
    const visit = (await pagesOfVisitor(own.code)).find(([path]) => path.endsWith('.ics'))!;
    const calendars = [
      visit[1],
      (await visitor.get('/activities/calendar.ics').expect(200)).text,
      (await visitor.get(`/activities/${own.activity}/calendar.ics`).expect(200)).text,
    ];
    for (const calendar of calendars) expect(strangeProperties(calendar)).toEqual([]);
    for (const name of ['activities', 'events']) {
      const file = await visitor.get(`/activities/open-data/${name}.csv`).expect(200);
      expect(strangeCells(file.text)).toEqual([]);
    }
    const data = await browsers.writer.get('/settings/data/file.json').expect(200);
    expect(() => JSON.parse(data.text) as unknown).not.toThrow();
  });
});

it('stands in no subject of a mail, in no header of an answer, and in no line of the log', async () => {
  await app.get(Jobs).runAll();
  const mails = await app.db.sql<{ subject: string; body: string }>`select subject, body from outbox_mail`;
  expect(mails.length).toBeGreaterThan(planted.length);
  expect(
    [...new Set(mails.map(({ subject }) => subject))].filter((text) => /[<>"'\r\n]|evil/.test(text)),
  ).toEqual([]);
  const log = lines.join('');
  for (const text of [...polyglots, ...TRICKS, PLAIN])
    expect([text, log.includes(text)]).toEqual([text, false]);
});

/** Elements and attributes of RSS that are not ours, and markup that is not whole. */
function strangeElements(xml: string): string[] {
  const known =
    /<\?xml version="1.0" encoding="UTF-8"\?>|<\/?(?:rss|channel|title|link|description|language|lastBuildDate|pubDate|item|guid|ttl|category|docs|generator|atom:link)(?: (?:version|xmlns:\w+|href|rel|type|isPermaLink)="[^"<>]*")*\s*\/?>/g;
  const rest = xml.replace(known, '');
  const at = rest.search(/<|&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/);
  return at < 0 ? [] : [rest.slice(at, at + 80)];
}

/** Lines of a calendar, folded ones joined, that are no property that we write. */
function strangeProperties(calendar: string): string[] {
  const known =
    /^(?:BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|X-WR-CALNAME|X-PUBLISHED-TTL|REFRESH-INTERVAL|UID|DTSTAMP|DTSTART|DTEND|TZID|TZOFFSETFROM|TZOFFSETTO|TZNAME|SUMMARY|DESCRIPTION|LOCATION|URL|STATUS|SEQUENCE|LAST-MODIFIED|TRANSP|CLASS|CATEGORIES)[;:]/;
  const whole = calendar.replaceAll('\r\n ', '').split('\r\n').filter(Boolean);
  const objects = whole.filter(
    (line) => /^BEGIN:/.test(line) && !/^BEGIN:V(?:CALENDAR|EVENT|TIMEZONE)$|^BEGIN:STANDARD$/.test(line),
  );
  return [...whole.filter((line) => !known.test(line) || /[\r\n]/.test(line)), ...objects];
}

/** Cells that a spreadsheet would calculate. */
function strangeCells(csv: string): string[] {
  const cells = csv.replace(/^\uFEFF/, '').match(/"(?:[^"]|"")*"|[^,\r\n"]+/g) ?? [];
  return cells.filter((cell) => /^"?\s*[=+\-@\t\r]/.test(cell) && !/^-?\d+(?:\.\d+)?$/.test(cell));
}
