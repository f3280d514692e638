import { MEETING } from './attendance-states.js';
import { KINDS_QUIZ } from './kinds-course.js';
import { DIALOGUE } from './dialogue-course.js';
import { SHEET } from './learning-states.js';
import { REFLECTION } from './reflection-states.js';
import type { SentFile } from '../support/multipart.js';
import type { Who } from './people.js';
import type { Places } from './world.js';

/** A form that can be refused: where it stands, what is pressed, and something to type that cannot be taken. */
export interface FormSample {
  readonly route: string;
  readonly as: Who;
  readonly at: (places: Places) => string;
  readonly press: string;
  /** By name of the field. Several values are boxes to tick; a file is chosen. */
  readonly typed: Readonly<Record<string, string | readonly string[] | SentFile>>;
  /** Everything in it may be left empty. */
  readonly mayBeEmpty?: true;
}

type At = string | ((places: Places) => string);

function form(
  route: string,
  [as, at]: [Who, At],
  press: string,
  typed: FormSample['typed'] = {},
): FormSample {
  return { route, as, at: typeof at === 'string' ? () => at : at, press, typed };
}

const LONG = '長'.repeat(20_000);
const LESSON = '/learn/introductory/pia-to-wa/nakama';
const ASKED = '/quiz/:track/:module/:step/:position';
const NAME = '青'.repeat(100);
const REPORT = '/office/reports/completions';
const QUESTION = 'track=&year=2026&from=4&to=3&asOfYear=2026&asOfMonth=5&asOfDay=11';

export const FORMS: readonly FormSample[] = [
  { ...form('/register', ['stranger', '/register'], '次へ進む', { email: 'ao' }), mayBeEmpty: true },
  form('/register/name', ['registering', '/register/name'], '次へ進む', {
    displayName: '青',
    password: 'みじかい',
  }),
  form('/register/consent', ['registering', '/register/consent'], '次へ進む'),
  form('/apply/:cohort', ['stranger', ({ called }) => `/apply/${called}`], '次へ進む', {
    name: NAME,
    way: ['phone'],
    contact: '12',
  }),
  form(
    '/apply/:cohort/partner',
    ['applying', ({ calledInPairs }) => `/apply/${calledInPairs}/partner`],
    '次へ進む',
    { name: NAME, way: ['mail'], contact: 'ao' },
  ),
  {
    ...form(
      '/apply/:cohort/need',
      ['applying', ({ calledInPairs }) => `/apply/${calledInPairs}/need`],
      '次へ進む',
      { need: LONG },
    ),
    mayBeEmpty: true,
  },
  form(
    '/apply/:cohort/consent',
    ['applying', ({ calledInPairs }) => `/apply/${calledInPairs}/consent`],
    '次へ進む',
  ),
  form(
    '/activities/trials/:slot',
    ['stranger', ({ slot }) => `/activities/trials/${slot}`],
    'この内容で席をとる',
    { name: NAME, needs: LONG, email: 'ao' },
  ),
  form('/activities/trials/mine', ['stranger', '/activities/trials/mine'], '申込みを見る', { code: 'ABC' }),
  {
    ...form('/activities/trials/mine/needs', ['visiting', '/activities/trials/mine'], 'この内容に変える', {
      needs: LONG,
    }),
    mayBeEmpty: true,
  },
  {
    ...form('/activities/trials/after', ['visited', '/activities/trials/after'], 'この内容を伝える', {
      safe: LONG,
    }),
    mayBeEmpty: true,
  },
  form('/login', ['stranger', '/login'], 'ログインする', {
    identifier: 'ao',
    password: 'x',
    ownDevice: ['1'],
  }),
  form('/activities/board/new', ['learner', '/activities/board/new'], '職員の確認に出す', { text: LONG }),
  form(
    '/activities/board/:note/again',
    ['learner', ({ declinedNote }) => `${declinedNote}/again`],
    '職員の確認に出す',
    { text: LONG },
  ),
  form(
    '/activities/board/:note/report',
    ['learner', ({ otherNote }) => `${otherNote}/report`],
    '職員に知らせる',
    { words: LONG },
  ),
  form('/activities/board/:note/objection', ['learner', ({ removedNote }) => removedNote], '意見を送る', {
    words: LONG,
  }),
  form('/office/board/:note/decline', ['office', ({ waitingNote }) => waitingNote], '説明をつけて返す', {
    reason: LONG,
  }),
  form('/office/board/:note/hide', ['office', ({ shownNote }) => shownNote], '見えなくする', {
    reason: LONG,
  }),
  form('/login/again', ['office', '/login/again'], '続ける', { password: 'ちがう言葉' }),
  form('/password', ['stranger', '/password'], 'リンクを送る', { email: 'ao' }),
  form(
    '/password/:token',
    ['stranger', ({ resetLink }) => `/password/${resetLink}`],
    'このパスワードにする',
    {
      password: 'みじかい',
    },
  ),
  form('/setup/:token', ['stranger', ({ invitation }) => `/setup/${invitation}`], 'この内容で参加する', {
    displayName: '青',
    password: 'みじかい',
  }),
  form('/slip', ['stranger', '/slip'], '次へ進む', { code: 'ABC' }),
  form('/second-factor', ['askedStaff', '/second-factor'], '確認する', { code: '12' }),
  form('/second-factor/setup', ['newStaff', '/second-factor'], 'つなぐ', { code: '12' }),
  form('/settings/name', ['learner', '/settings/name'], 'この呼び名にする', { displayName: NAME }),
  form('/settings/email', ['learner', '/settings/email'], 'メールアドレスを変える', {
    email: 'ao',
    current: 'x',
  }),
  form('/settings/password', ['learner', '/settings/password'], 'パスワードを変える', {
    current: 'x',
    password: 'みじかい',
  }),
  form('/settings/display', ['learner', '/settings/display'], 'この見え方にする'),
  form('/settings/role', ['several', '/settings/role'], 'この役割で使う'),
  form('/settings/erase', ['learner', '/settings/erase'], '登録を消す'),
  {
    ...form('/learn/:track/:module/:step/memo', ['learner', LESSON], 'メモを保存する', { memo: LONG }),
    mayBeEmpty: true,
  },
  {
    ...form('/worksheet/:track/:module/:step/words', ['learner', SHEET], '保存する', { words: LONG }),
    mayBeEmpty: true,
  },
  {
    ...form('/reflection/:track/:module/:step', ['learner', REFLECTION], '保存する', { text: LONG }),
    mayBeEmpty: true,
  },
  form(
    '/facilitate/:cohort/reflections/:sending/reply',
    ['facilitator', ({ opened }) => opened],
    '返事を送る',
    {
      text: LONG,
    },
  ),
  form(
    '/facilitate/:cohort/reflections/:sending/edits',
    ['facilitator', ({ mine }) => mine],
    '書きなおした返事を送る',
    {
      text: LONG,
    },
  ),
  form(ASKED, ['learner', ({ open }) => open], '答えを確かめる', {
    answer: ['1', 'unknown'],
  }),
  form(ASKED, ['learner', ({ unsure }) => unsure], '答えを確かめる'),
  form(ASKED, ['learner', `${KINDS_QUIZ}/4`], '答えを確かめる'),
  form(ASKED, ['learner', `${KINDS_QUIZ}/5`], '答えを確かめる'),
  form(ASKED, ['learner', `${KINDS_QUIZ}/6`], '答えを確かめる'),
  form(ASKED, ['learner', `${KINDS_QUIZ}/7`], '答えを確かめる', { part: '約三人' }),
  form(ASKED, ['learner', `${KINDS_QUIZ}/8`], '答えを確かめる'),
  form(ASKED, ['learner', `${KINDS_QUIZ}/9`], '答えを確かめる', { part: '長'.repeat(4001) }),
  form('/dialogue/:track/:module/:step/:turn', ['learner', `${DIALOGUE}/tochu/2`], 'この返事をする'),
  form(
    '/certificates/ready/:enrolment/name',
    ['ready', ({ ready }) => `/certificates/ready/${ready}/name`],
    '次へ進む',
    { name: NAME },
  ),
  form(
    '/certificates/:certificate/replacement/name',
    ['graduate', ({ certificate }) => `/certificates/${certificate}/replacement/name`],
    '次へ進む',
    { name: NAME },
  ),
  {
    ...form(
      '/certificates/:certificate/reading',
      ['graduate', ({ certificate }) => `/certificates/${certificate}/reading`],
      'この内容で保存する',
      { reading: '山田' },
    ),
    mayBeEmpty: true,
  },
  form('/office/enquiries', ['office', '/office/enquiries'], '記録する', { askedBy: '長'.repeat(101) }),
  form('/office/certificates/find', ['office', '/office/certificates'], '開く', { number: 'R8-XXX-9999' }),
  form(
    '/office/certificates/:certificate/revocation',
    ['office', ({ certificate }) => `/office/certificates/${certificate}`],
    '取り消しを提案する',
  ),
  form(
    '/office/certificates/:certificate/correction',
    ['office', ({ certificate }) => `/office/certificates/${certificate}/correction`],
    'この名前で再交付を提案する',
    { name: NAME },
  ),
  form('/verify', ['stranger', '/verify'], '確かめる'),
  form('/verify/:code', ['stranger', ({ code }) => `/verify/${code}`], '名前を確かめる', {
    name: NAME.repeat(3),
  }),
  form(`${REPORT}/names`, ['office', `${REPORT}/names?${QUESTION}`], '目的を記録して保存する', {
    purpose: NAME.repeat(3),
  }),
  form('/office/reports/schedules/new', ['office', '/office/reports/schedules/new'], 'この予定を保存する', {
    firstYear: '2026',
    firstMonth: '13',
    firstDay: '1',
    purpose: NAME.repeat(3),
  }),
  form('/office/reports/templates/new', ['office', '/office/reports/templates/new'], 'このひな形を保存する', {
    label: NAME,
    year: '0',
    name: '3',
    called: '3',
  }),
  form(
    '/office/reports/templates/:template',
    ['office', ({ template }) => template],
    '変えたひな形を保存する',
    {
      label: NAME,
      number: 'い',
    },
  ),
  form(REPORT, ['office', REPORT], '表示する', { asOfYear: '2026', asOfMonth: '13', asOfDay: '1' }),
  form('/office/audit', ['office', '/office/audit'], '表示する', {
    fromYear: '2026',
    fromMonth: '13',
    fromDay: '1',
  }),
  form(
    '/office/applications/:cohort/criteria',
    ['office', ({ called }) => `/office/applications/${called}/criteria`],
    'この観点を記録する',
    { note: LONG },
  ),
  {
    ...form(
      '/office/applications/:cohort/decisions',
      ['office', ({ calledInPairs }) => `/office/applications/${calledInPairs}`],
      '決める前に確かめる',
      { rank: 'x' },
    ),
    mayBeEmpty: true,
  },
  form(
    '/office/applications/:cohort/paper',
    ['office', ({ calledInPairs }) => `/office/applications/${calledInPairs}/paper`],
    'この内容で受け付ける',
    { year: '2026', month: '13', day: '1', name: NAME.repeat(3), contact: '' },
  ),
  form(
    '/office/applications/:cohort/wishes',
    ['office', ({ called }) => `/office/applications/${called}/wishes`],
    '案内して、記録する',
    {},
  ),
  form(
    '/office/applications/:cohort/letters',
    ['office', ({ closed }) => `/office/applications/${closed}/letters`],
    '知らせたと記録する',
    { month: '13' },
  ),
  form('/organise', ['stranger', '/organise'], 'リンクを送る', { email: 'ao' }),
  form('/organise/activities/new', ['founding', '/organise/activities/new'], '事務局に送る', {
    groupName: NAME.repeat(2),
    groupPhone: '電話',
    title: NAME.repeat(2),
    about: LONG,
    easy: 'やさしい文',
    forms: ['talking', 'walking'],
    cost: ['yen'],
    yen: '千円',
  }),
  form('/organise/activities/:activity', ['host', ({ waitingEntry }) => waitingEntry], '事務局に送る', {
    title: NAME.repeat(2),
    venue: '新しい会場',
  }),
  form('/activities/wishes', ['stranger', '/activities/wishes'], 'この内容で伝える', { text: LONG }),
  form('/office/wishes', ['office', '/office/wishes'], '数えて、ことばものせる'),
  form('/activities/proposals/new', ['learner', '/activities/proposals/new'], 'この内容で提案する', {
    title: NAME,
    about: LONG,
  }),
  form(
    '/office/proposals/:proposal',
    ['office', ({ wanted }) => `/office/proposals/${wanted}`],
    'この返事を送る',
    { text: LONG },
  ),
  form('/office/activities/new', ['office', '/office/activities/new'], 'この内容で載せる', {
    title: LONG.slice(0, 121),
    groupMail: 'ao',
  }),
  form(
    '/office/activities/:activity',
    ['office', ({ phoned }) => `/office/activities/${phoned}`],
    'この内容で保存する',
    { title: LONG.slice(0, 121) },
  ),
  form(
    '/office/activities/changes/:change/decline',
    ['office', ({ sentChange }) => `/office/activities/changes/${sentChange}`],
    '理由を伝えて見送る',
    { words: LONG.slice(0, 601) },
  ),
  form(
    '/office/organisers/:organiser',
    ['office', ({ phoneOrganiser: id }) => `/office/organisers/${id}`],
    '保存する',
    { name: NAME, email: 'ao' },
  ),
  form('/office/waiver-lists', ['office', '/office/waiver-lists'], '目的を記録して見る', {
    purpose: NAME.repeat(3),
  }),
  form(
    '/facilitate/:cohort/waivers',
    ['facilitator', ({ counted }) => `/facilitate/${counted}/waivers`],
    '事務局に提案する',
    { number: '123', note: NAME.repeat(3) },
  ),
  form(
    '/studio/drafts/:draft/publication',
    ['facilitator', ({ publishReady }) => publishReady],
    'この内容で公開する',
    { note: LONG.slice(0, 1001) },
  ),
  form(
    '/studio/tracks/:track/editions/:hash/restoration',
    ['facilitator', ({ restoration }) => restoration],
    'この内容で公開する',
    { note: LONG.slice(0, 1001) },
  ),
  form('/office/roster', ['office', '/office/roster'], '目的を記録して見る', { purpose: NAME.repeat(3) }),
  form('/office/desk', ['office', '/office/desk'], '紙を作る', { identifier: 'ao' }),
  form('/admin/people/find', ['administrator', '/admin/people'], '探す', { identifier: 'ao' }),
  form('/admin/people/invite', ['administrator', '/admin/people'], '招待を送る', {
    email: 'ao',
    role: ['office'],
  }),
  form('/session/:track/:module/:step/sign-in', ['member', `${MEETING}/sign-in`], '出席しました', {
    code: '12',
  }),
  form(
    '/facilitate/:cohort/attendance/:session/paste',
    ['facilitator', ({ meeting }) => `${meeting}/paste`],
    'この表で記録する',
    { rows: `${LONG}長` },
  ),
  form(
    '/facilitate/:cohort/attendance/make-up',
    ['facilitator', ({ meetings }) => `${meetings}/make-up`],
    '振替を記録する',
    { session: ['a/kai-1'], number: '123' },
  ),
  {
    ...form(
      '/facilitate/:cohort/attendance/:session',
      ['facilitator', ({ alone }) => alone],
      'この内容で記録する',
      {
        late: '601',
      },
    ),
    mayBeEmpty: true,
  },
  form(
    '/facilitate/:cohort/attendance/records/:enrolment/:module/:step',
    ['facilitator', ({ attended }) => attended],
    'この記録を取り消す',
  ),
  {
    ...form('/contact/:track', ['companion', '/contact/introductory'], '声をかけてほしい', { line: LONG }),
    mayBeEmpty: true,
  },
  form('/path/:track/moving', ['member', '/path/introductory/moving'], 'この期にうつる'),
  form('/contact/:track/quiet', ['member', '/contact/introductory/quiet'], 'このようにする'),
  form(
    '/facilitate/:cohort/contact/:enrolment/message',
    ['facilitator', ({ cohort, waiting }) => `/facilitate/${cohort}/contact/${waiting}`],
    'このことばを送る',
    { text: LONG },
  ),
  form(
    '/admin/cohorts/:cohort/facilitators',
    ['administrator', ({ cohort }) => `/admin/cohorts/${cohort}`],
    'この人を加える',
  ),
  form(
    '/office/invitations/:cohort',
    ['office', ({ inviting }) => `/office/invitations/${inviting}`],
    'この人を招く',
    { name: NAME, email: 'ao' },
  ),
  form(
    '/admin/cohorts/new/:track',
    ['administrator', '/admin/cohorts/new/introductory'],
    'この内容で期を開く',
    {
      name: NAME.repeat(2),
    },
  ),
  form(
    '/admin/cohorts/:cohort/settings',
    ['administrator', ({ cohort }) => `/admin/cohorts/${cohort}/settings`],
    'この内容で保存する',
    { seats: '多め' },
  ),
  form(
    '/admin/cohorts/:cohort/copy',
    [
      'administrator',
      ({ offered }) => `/admin/cohorts/${offered}/copy/review?startYear=2026&startMonth=11&startDay=16`,
    ],
    'この内容で期を作る',
    { name: NAME.repeat(2), startMonth: '13' },
  ),
  ...(
    [
      ['/admin/cohorts', 'administrator'],
      ['/facilitate', 'facilitator'],
    ] as const
  ).flatMap(([room, who]) => [
    form(
      `${room}/:cohort/dates/new`,
      [who, ({ counted }) => `${room}/${counted}/dates/new`],
      'この予定を保存する',
      {
        hour: '25',
        place: NAME,
      },
    ),
    form(
      `${room}/:cohort/dates/:date`,
      [who, ({ counted, date }) => `${room}/${counted}/dates/${date}`],
      'この予定を保存する',
      { dateMonth: '13' },
    ),
  ]),
  ...(
    [
      ['/organise', 'host'],
      ['/office', 'office'],
    ] as const
  ).flatMap(([room, who]) => [
    form(
      `${room}/activities/:activity/visits/new`,
      [who, ({ hosted }) => `${room}/activities/${hosted}/visits/new`],
      'この内容で見学の日を作る',
      { hour: '25', seats: '21', note: NAME.repeat(6) },
    ),
    form(
      `${room}/visits/:slot/change`,
      [who, ({ comingSlot }) => `${room}/visits/${comingSlot}/change`],
      'この内容で保存する',
      { seats: '1', note: NAME },
    ),
    form(
      `${room}/visits/:slot/cancel`,
      [who, ({ comingSlot }) => `${room}/visits/${comingSlot}/cancel`],
      '見学の日を取りやめる',
      { why: NAME.repeat(4) },
    ),
  ]),
  form('/studio/upload', ['facilitator', '/studio/upload'], '下書きをつくる', {
    file: { file: 'kouza.docx', bytes: 'PK' },
    track: 'kiku',
  }),
  form(
    '/studio/drafts/:draft/upload',
    ['facilitator', ({ draft }) => `${draft}/upload`],
    '読み込んで確認する',
    {
      file: { file: 'kouza.docx', bytes: 'PK' },
    },
  ),
  form('/studio/new', ['facilitator', '/studio/new'], '下書きをつくる', {
    name: '新しい講座',
    track: '日本語',
    code: 'A',
  }),
  form(
    '/studio/drafts/:draft/new-file',
    ['facilitator', ({ draft }) => `${draft}/new-file`],
    'ファイルを加える',
    {
      name: 'x.exe',
      text: '書いた文',
    },
  ),
  {
    ...form(
      '/studio/drafts/:draft/files/:file',
      ['facilitator', ({ draftFile }) => draftFile],
      '保存して確認する',
      {
        text: 'x'.repeat(1_000_001),
      },
    ),
    mayBeEmpty: true,
  },
  form(
    '/studio/drafts/:draft/files/:file/name',
    ['facilitator', ({ draftFile }) => `${draftFile}/name`],
    '名前を変える',
    { name: 'track.yaml' },
  ),
];

/** Forms that ask about personal words before they take them, with something to ask about. */
export const ASKING: readonly FormSample[] = [
  form('/activities/board/new', ['learner', '/activities/board/new'], '職員の確認に出す', {
    topic: ['living'],
    text: '田中さんの電話は090-0000-0000です。',
  }),
  form('/activities/wishes', ['stranger', '/activities/wishes'], 'この内容で伝える', {
    kind: ['other'],
    text: '田中さんの電話は090-0000-0000です。',
  }),
];

/** Forms of buttons alone: nothing in them can be wrong. */
export const ONLY_BUTTONS: readonly string[] = [
  '/organise/leave',
  '/organise/link/:token',
  '/organise/link/:token/again',
  '/organise/account',
  '/organise/account/:organiser/leave',
  '/organise/activities/:activity/confirm',
  '/organise/activities/:activity/close',
  '/organise/changes/:change/withdraw',
  '/organise/visits/:slot/requests/:request',
  '/organise/visits/:slot/not-met',
  '/office/visits/:slot/requests/:request',
  '/office/visits/:slot/not-met',
  '/office/reports/schedules/:schedule/stop',
  '/office/reports/runs/:run/file',
  '/office/reports/templates/:template/delete',
  '/studio/drafts/:draft/preview/:view',
  '/studio/drafts/:draft/preview/:view/*',
  '/studio/editions/:hash/preview/:view',
  '/studio/editions/:hash/preview/:view/*',
  '/register/check',
  '/apply/:cohort/check',
  '/activities/trials/leave',
  '/activities/trials/mine/cancel',
  '/application/:token/withdrawal',
  '/application/:token/next',
  '/application/:token/next-withdrawal',
  '/office/applications/:cohort/:application/next-withdrawal',
  '/offer/:token',
  '/invitation/:token',
  '/office/invitations/:cohort/:invitation/again',
  '/office/invitations/:cohort/:invitation/slip',
  '/office/invitations/:cohort/:invitation/withdrawal',
  '/office/applications/:cohort/decided',
  '/office/applications/:cohort/offer',
  '/office/applications/:cohort/:application/withdrawal',
  '/office/applications/:cohort/:application/next',
  '/logout',
  '/email/:token',
  '/kept/:id/discard',
  '/settings/sessions/end-others',
  '/settings/sessions/:name/end',
  '/admin/people/:id/roles',
  '/admin/people/:id/account',
  '/admin/cohorts/:cohort/facilitators/:person/remove',
  '/admin/cohorts/:cohort/dates/:date/cancellation',
  '/facilitate/:cohort/dates/:date/cancellation',
  '/tracks/:track/enrolment',
  '/tracks/:track/cohorts/:cohort/enrolment',
  '/tracks/:track/participation',
  '/path/:track/break',
  '/path/:track/return',
  '/path/:track/leaving',
  '/path/:track/edition-news/seen',
  '/studio/cohorts/:cohort/edition/move',
  '/studio/cohorts/:cohort/edition/stay',
  '/learn/:track/:module/:step/place',
  '/check-ins/after/:track/:module',
  '/check-ins/:checkIn/delete',
  '/activities/board/:note/withdraw',
  '/activities/board/:note/seen',
  '/office/board/:note/show',
  '/office/board/:note/keep',
  '/contact/:track/withdraw',
  '/contact/:track/messages/:message/read',
  '/facilitate/:cohort/contact/:enrolment/made',
  '/learn/:track/:module/:step/done',
  '/learn/:track/:module/:step/passed',
  '/worksheet/:track/:module/:step/done',
  '/worksheet/:track/:module/:step/passed',
  '/quiz/:track/:module/:step/start',
  '/quiz/:track/:module/:step/passed',
  '/dialogue/:track/:module/:step/start',
  '/dialogue/:track/:module/:step/passed',
  '/dialogue/:track/:module/:step/mend',
  '/session/:track/:module/:step/absence',
  '/session/:track/:module/:step/coming',
  '/session/:track/:module/:step/passed',
  '/reflection/:track/:module/:step/passed',
  '/reflection/:track/:module/:step/erasure',
  '/reflection/:track/:module/:step/sending',
  '/reflection/:track/:module/:step/sent/:sent/back',
  '/reflection/:track/:module/:step/sent/:sent/seen',
  '/facilitate/:cohort/reflections/:sending/reading',
  '/facilitate/:cohort/reflections/:sending/closing',
  '/studio/tracks/:track/editions/:hash/draft',
  '/studio/proposals/:proposal/confirmation',
  '/studio/proposals/:proposal/decline',
  '/studio/proposals/:proposal/withdrawal',
  '/activities/proposals/:proposal/withdraw',
  '/activities/proposals/:proposal/seen',
  '/activities/proposals/:proposal/support',
  '/facilitate/:cohort/waivers/:waiver/withdrawal',
  '/facilitate/:cohort/waivers/:waiver/lift',
  '/office/activities/changes/:change/approve',
  '/office/activities/:activity/confirm',
  '/office/activities/:activity/close',
  '/office/activities/:activity/reopen',
  '/office/organisers/:organiser/link',
  '/office/waivers/:waiver/confirmation',
  '/office/waivers/:waiver/return',
  '/office/waivers/:waiver/lift',
  '/office/waivers/:waiver/keeping',
  '/facilitate/:cohort/sign-off/:enrolment',
  '/facilitate/:cohort/sign-off/:enrolment/withdrawal',
  '/certificates/ready/:enrolment',
  '/certificates/ready/:enrolment/decline',
  '/office/certificates/cohorts/:cohort/previews',
  '/office/certificates/batches/:viewing',
  '/office/certificates/batches/:viewing/confirmation',
  '/office/certificates/proposed-batches/:batch/previews',
  '/office/certificates/proposed-batches/:batch/withdrawal',
  '/office/certificates/:certificate/corrections/:correction/viewings',
  '/office/certificates/:certificate/corrections/:correction/withdrawal',
  '/office/certificates/corrections/:viewing/confirmation',
  '/certificates/:certificate/replacement',
  '/office/certificates/:certificate/lift',
  '/office/certificates/:certificate/proposals/:proposal/confirmation',
  '/office/certificates/:certificate/proposals/:proposal/withdrawal',
  '/studio/tracks/:track/drafts',
  '/studio/drafts/:draft/repairs',
  '/studio/drafts/:draft/discard',
  '/studio/drafts/:draft/files/:file/repairs',
  '/studio/drafts/:draft/files/:file/removal',
];
