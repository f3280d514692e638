import { guideChapters } from '../../src/studio/guide-text.js';
import type { Who } from './people.js';
import { MEETING } from './attendance-states.js';
import { DIALOGUE, SCORED } from './dialogue-course.js';
import { GATED } from './gated-course.js';
import { KINDS_QUIZ } from './kinds-course.js';
import { QUIZ, SHEET } from './learning-states.js';
import { REFLECTION } from './reflection-states.js';
import type { Places } from './world.js';

/** One look at a page: of which route, through whose eyes, at which address. */
export interface Sample {
  readonly route: string;
  readonly as: Who;
  readonly at: (places: Places) => string;
  /** What the server answers; a page of its own kind where it is not 200. */
  readonly status: number;
  /** What the tab says where it is not the heading: a question, or a hard subject on a shared screen. */
  readonly title?: string;
  /** What stands on it, where another page would have the same status. */
  readonly shows?: string;
}

type At = string | ((places: Places) => string);
type More = Partial<Pick<Sample, 'status' | 'title' | 'shows'>>;

function sample(route: string, as: Who, at: At = route, more: More = {}): Sample {
  return { route, as, at: typeof at === 'string' ? () => at : at, status: 200, ...more };
}

const ASKED = { title: '問い' };
const LESSON = '/learn/:track/:module/:step';
const TALK = '/dialogue/:track/:module/:step';
const AT = '/reflection/:track/:module/:step';
const COHORT = '/facilitate/:cohort';
const EDITION = '/studio/cohorts/:cohort/edition';
const PREVIEW = '/studio/editions/:hash/preview';
const DRAFT = '/studio/drafts/:draft/preview';
const CHOICE = { shows: 'だれとして見ますか' };
/** The page of the application, with what stands above it in a preview. */
export const PREVIEWED = { shows: 'class="preview-bar' };
const REPORT = '/office/reports/completions';
const APPLICATIONS = '/office/applications';
const YEARLY = 'year=2025&asOf=2026-04';
const QUESTION = 'track=&year=2026&from=4&to=3&asOfYear=2026&asOfMonth=5&asOfDay=11';

const AUDIT = 'fromYear=2026&fromMonth=5&fromDay=1&toYear=2026&toMonth=5&toDay=31&kind=&before=';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Pages. A GET route that is neither here nor among the files fails the test. */
export const SAMPLES: readonly Sample[] = [
  sample('/', 'stranger'),
  sample('/tracks', 'stranger'),
  sample('/activities', 'stranger'),
  sample('/activities', 'stranger', '/activities?q=%E3%81%8A%E8%8C%B6&form=music&access=quiet', {
    shows: '条件を外すと、見つかることがあります。',
  }),
  sample('/activities/calendar', 'stranger'),
  sample('/activities/:activity', 'stranger', ({ activity }) => `/activities/${activity}`),
  sample('/activities/:activity', 'learner', ({ unconfirmed }) => `/activities/${unconfirmed}`),
  sample('/activities/trials', 'stranger'),
  sample('/activities/trials/guide', 'stranger'),
  sample('/activities/trials/:slot', 'stranger', ({ slot }) => `/activities/trials/${slot}`),
  sample('/activities/trials/:slot', 'learner', ({ fullSlot }) => `/activities/trials/${fullSlot}`),
  sample('/activities/trials/done', 'visiting'),
  sample('/activities/trials/mine', 'stranger'),
  sample('/activities/trials/mine', 'visiting'),
  sample('/activities/trials/after', 'visited'),
  sample('/activities/trials/next', 'visited', '/activities/trials/next?to=learn'),
  sample('/tracks/:track', 'stranger', '/tracks/introductory'),
  sample('/tracks/:track', 'stranger', '/tracks/public'),
  sample('/tracks/:track', 'learner', '/tracks/practitioner'),
  sample('/tracks/:track', 'graduate', '/tracks/supporter'),
  sample('/tracks/:track', 'ready', '/tracks/practitioner'),
  sample('/tracks/:track', 'ready', '/tracks/practitioner?note=full'),
  sample('/tracks/:track', 'ready', '/tracks/followup'),
  sample('/try/:track/:module/:step', 'stranger', '/try/introductory/pia-to-wa/nakama'),
  sample('/try/:track/:module/:step', 'stranger', '/try/public/mijika/nimo-houkatsu'),
  sample('/support', 'stranger'),
  sample('/settings/display', 'stranger'),
  sample('/settings/data', 'learner'),
  sample('/settings/data', 'office'),
  sample('/settings/data/read', 'learner'),
  sample('/settings/data/read', 'graduate'),
  sample('/settings/data/seen', 'learner'),
  sample('/settings/data/seen', 'graduate'),
  sample('/settings/erase', 'learner'),
  sample('/erased', 'stranger'),
  sample('/settings/display', 'learner', '/settings/display?saved=1'),
  sample('/register', 'stranger'),
  sample('/register/name', 'registering'),
  sample('/register/consent', 'registering'),
  sample('/register/check', 'registering'),
  sample('/register/done', 'registered'),
  sample('/apply/:cohort', 'stranger', ({ called }) => `/apply/${called}`),
  sample('/apply/:cohort', 'stranger', ({ calledInPairs }) => `/apply/${calledInPairs}`),
  sample('/apply/:cohort', 'stranger', ({ closed }) => `/apply/${closed}`),
  ...['partner', 'need', 'consent', 'check'].map((step) =>
    sample(`/apply/:cohort/${step}`, 'applying', ({ calledInPairs }) => `/apply/${calledInPairs}/${step}`),
  ),
  sample('/apply/:cohort/done', 'applied', ({ calledInPairs }) => `/apply/${calledInPairs}/done`),
  sample('/application/:token', 'stranger', ({ ownLink }) => `/application/${ownLink}`),
  sample('/application/:token', 'stranger', ({ declinedLink }) => `/application/${declinedLink}`),
  sample('/offer/:token', 'stranger', ({ offerLink }) => `/offer/${offerLink}`),
  sample('/offer/:token', 'registered', ({ offerLink }) => `/offer/${offerLink}`),
  sample('/login', 'stranger'),
  sample('/login/again', 'office'),
  sample('/logout', 'stranger'),
  sample('/logout', 'learner'),
  sample('/password', 'stranger'),
  sample('/password/sent', 'stranger'),
  sample('/password/done', 'stranger'),
  sample('/password/:token', 'stranger', ({ resetLink }) => `/password/${resetLink}`),
  sample('/password/:token', 'stranger', '/password/unknown', { status: 404 }),
  sample('/email/done', 'stranger'),
  sample('/email/:token', 'stranger', ({ mailLink }) => `/email/${mailLink}`),
  sample('/setup/:token', 'stranger', ({ invitation }) => `/setup/${invitation}`),
  sample('/slip', 'stranger'),
  sample('/second-factor', 'newStaff'),
  sample('/second-factor', 'askedStaff'),
  sample('/home', 'learner'),
  sample('/home', 'graduate'),
  sample('/home', 'ready'),
  sample('/home', 'several'),
  sample('/home', 'office'),
  sample('/home', 'facilitator'),
  sample('/path', 'learner'),
  sample('/path/:track', 'learner', '/path/introductory'),
  sample('/path/:track', 'learner', '/path/machi'),
  sample('/path/:track', 'member', '/path/tsudoi'),
  sample('/path/:track', 'graduate', '/path/introductory?back=1'),
  sample('/path/:track', 'graduate', '/path/supporter'),
  sample('/path/:track', 'ready', '/path/followup'),
  sample('/path/:track/break', 'learner', '/path/introductory/break'),
  sample('/path/:track/break', 'graduate', '/path/public/break'),
  sample('/path/:track', 'graduate', '/path/introductory?moved=1'),
  sample('/path/:track', 'member', '/path/niwa'),
  sample('/path/:track/moving', 'member', '/path/introductory/moving'),
  sample('/path/:track/moving', 'learner', '/path/introductory/moving'),
  sample('/path/:track/leaving', 'learner', '/path/introductory/leaving'),
  sample('/path/:track/leaving', 'ready', '/path/supporter/leaving'),
  sample('/pause', 'learner'),
  sample('/learn/:track/:module', 'learner', '/learn/introductory/pia-to-wa'),
  sample('/learn/:track/:module', 'graduate', '/learn/introductory/pia-to-wa'),
  sample('/learn/:track/:module', 'graduate', '/learn/introductory/ayumi'),
  sample('/learn/:track/:module', 'learner', GATED, { status: 403 }),
  sample(LESSON, 'learner', '/learn/introductory/pia-to-wa/nakama'),
  sample(LESSON, 'learner', '/learn/introductory/pia-to-wa/kuraberu?memo=saved'),
  sample(LESSON, 'learner', '/learn/introductory/ayumi/hirogari'),
  sample(LESSON, 'graduate', '/learn/practitioner/shuhi/bamen'),
  sample(LESSON, 'learner', '/learn/machi/a/tsurai', { title: '町 - ' }),
  sample('/learn/:track/:module', 'learner', '/learn/machi/a'),
  sample(LESSON, 'graduate', '/learn/supporter/henken/bamen'),
  sample('/worksheet/:track/:module/:step', 'learner', '/worksheet/introductory/ayumi/sempai-no-heya'),
  sample('/worksheet/:track/:module/:step', 'learner', `${SHEET}?words=saved`),
  sample('/worksheet/:track/:module/:step', 'graduate', '/worksheet/practitioner/shuhi/yakusoku'),
  sample('/worksheet/:track/:module/:step', 'learner', '/worksheet/machi/a/kami'),
  sample('/worksheet/:track/:module/:step/print', 'learner', `${SHEET}/print?mine=1`),
  sample('/worksheet/:track/:module/:step/print', 'graduate', '/worksheet/practitioner/shuhi/yakusoku/print'),
  sample('/workbook/:track/:module', 'learner', '/workbook/introductory/ayumi'),
  sample('/workbook/:track/:module', 'graduate', '/workbook/practitioner/shuhi'),
  sample('/workbook/:track/:module', 'learner', '/workbook/machi/a'),
  sample('/quiz/:track/:module/:step', 'learner', QUIZ),
  sample('/quiz/:track/:module/:step', 'graduate', '/quiz/supporter/nakama/kakunin'),
  sample('/quiz/:track/:module/:step', 'graduate', '/quiz/practitioner/kachi/kakunin'),
  sample('/quiz/:track/:module/:step/:position', 'learner', ({ unsure }) => unsure, ASKED),
  sample('/quiz/:track/:module/:step/:position', 'learner', ({ open }) => open, ASKED),
  sample('/quiz/:track/:module/:step/:position', 'learner', '/quiz/machi/a/toi/1', {
    title: '問い1（全1問） - 確認の問い - ',
  }),
  sample('/quiz/:track/:module/:step/:position', 'graduate', '/quiz/supporter/henken/kakunin/3', ASKED),
  sample('/quiz/:track/:module/:step/:position/answer', 'learner', ({ unsure }) => `${unsure}/answer`, {
    title: '答えの確認 - 問い',
  }),
  sample('/quiz/:track/:module/:step/:position/answer', 'learner', ({ wrong }) => `${wrong}/answer`, {
    title: '答えの確認 - 問い',
  }),
  sample('/quiz/:track/:module/:step/:position/answer', 'learner', ({ right }) => `${right}/answer`, {
    title: '答えの確認 - 問い',
  }),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((position) => [
    sample('/quiz/:track/:module/:step/:position', 'learner', `${KINDS_QUIZ}/${position}`, ASKED),
    sample('/quiz/:track/:module/:step/:position/answer', 'learner', `${KINDS_QUIZ}/${position}/answer`, {
      title: '答えの確認 - 問い',
    }),
  ]),
  sample('/quiz/:track/:module/:step/end', 'learner', `${KINDS_QUIZ}/end`),
  sample('/quiz/:track/:module/:step/end', 'graduate', '/quiz/supporter/nakama/kakunin/end'),
  sample(TALK, 'learner', `${DIALOGUE}/hajime`, { title: '連絡 - ' }),
  sample(TALK, 'learner', `${DIALOGUE}/tochu`),
  sample(TALK, 'learner', `${DIALOGUE}/yoi`),
  sample(TALK, 'learner', SCORED),
  sample(`${TALK}/:turn`, 'learner', `${DIALOGUE}/tochu/2?moved=1`, { title: '2つ目の場面 - ' }),
  sample(`${TALK}/:turn/said`, 'learner', `${DIALOGUE}/tochu/1/said`, { title: '返事のあと - ' }),
  sample(`${TALK}/:turn/said`, 'learner', `${SCORED}/1/said`, { title: '返事のあと - ' }),
  sample(`${TALK}/end`, 'learner', `${DIALOGUE}/yoi/end`, { title: '会話の終わり - ' }),
  sample(`${TALK}/end`, 'learner', `${DIALOGUE}/tsurai/end`, { title: '会話の終わり - ' }),
  sample(`${TALK}/end`, 'learner', `${SCORED}/end`, { title: '会話の終わり - ' }),
  sample(`${TALK}/path`, 'learner', `${DIALOGUE}/tsurai/path`, { title: '2回目に通った道 - ' }),
  sample(`${TALK}/path/:walk`, 'learner', `${DIALOGUE}/tsurai/path/1`, { title: '1回目に通った道 - ' }),
  sample('/home', 'member'),
  sample('/check-ins', 'learner'),
  sample('/check-ins', 'member'),
  sample('/check-ins/:checkIn', 'member', ({ tired }) => tired),
  sample('/check-ins/:checkIn', 'member', ({ hard }) => hard),
  sample('/learn/:track/:module', 'graduate', '/learn/introductory/ayumi?kept=1'),
  sample('/support', 'member'),
  sample('/activities/board', 'learner'),
  sample('/activities/board', 'facilitator', ({ boardActivity }) => boardActivity),
  sample('/activities/board/rules', 'learner'),
  sample('/activities/board/new', 'learner'),
  sample('/activities/board/mine', 'learner'),
  sample('/activities/board/mine', 'companion'),
  sample('/activities/board/:note', 'learner', ({ removedNote }) => removedNote),
  sample('/activities/board/:note/again', 'learner', ({ declinedNote }) => `${declinedNote}/again`),
  sample('/activities/board/:note/report', 'learner', ({ otherNote }) => `${otherNote}/report`),
  sample('/activities/board/:note/report', 'companion', ({ reportedNote }) => `${reportedNote}/report`),
  sample('/office/board', 'office'),
  sample('/office/board/:note', 'office', ({ waitingNote }) => waitingNote),
  sample('/office/board/:note', 'facilitator', ({ hiddenNote }) => hiddenNote),
  sample('/contact', 'learner'),
  sample('/contact/:track', 'member', '/contact/introductory'),
  sample('/contact/:track', 'companion', '/contact/introductory?back=1'),
  sample('/contact/:track/quiet', 'companion', '/contact/introductory/quiet?saved=1'),
  sample('/contact/:track/messages', 'member', '/contact/introductory/messages'),
  sample('/contact/:track/messages', 'companion', '/contact/introductory/messages'),
  sample(
    '/facilitate/:cohort/contact',
    'facilitator',
    ({ cohort }) => `/facilitate/${cohort}/contact?closed=1`,
  ),
  sample(
    '/facilitate/:cohort/contact/:enrolment',
    'facilitator',
    ({ cohort, asking }) => `/facilitate/${cohort}/contact/${asking}`,
  ),
  sample(
    '/facilitate/:cohort/contact/:enrolment',
    'facilitator',
    ({ cohort, waiting }) => `/facilitate/${cohort}/contact/${waiting}`,
  ),
  sample('/session/:track/:module/:step', 'member', MEETING),
  sample('/session/:track/:module/:step', 'companion', `${MEETING}?notice=given`),
  sample('/session/:track/:module/:step/sign-in', 'member', `${MEETING}/sign-in?code=123456`),
  sample(`${COHORT}/attendance/:session/code`, 'facilitator', ({ meeting }) => `${meeting}/code`),
  sample(`${COHORT}/attendance/:session/paste`, 'facilitator', ({ meeting }) => `${meeting}/paste`),
  sample(`${COHORT}/waivers`, 'facilitator', ({ counted }) => `/facilitate/${counted}/waivers`),
  ...(['waiver', 'waived', 'waiverEnding'] as const).flatMap((which) => [
    sample(
      `${COHORT}/waivers/:waiver`,
      'facilitator',
      (places) => `/facilitate/${places.counted}/waivers/${places[which]}`,
    ),
    sample('/office/waivers/:waiver', 'office', (places) => `/office/waivers/${places[which]}`),
  ]),
  sample('/studio/drafts/:draft/publication', 'facilitator', ({ publishReady }) => publishReady),
  sample('/studio/drafts/:draft/publication', 'administrator', ({ publishRefused }) => publishRefused),
  sample('/studio/drafts/:draft/publication', 'facilitator', ({ publishBroken }) => publishBroken),
  sample('/studio/tracks/:track/editions', 'facilitator', ({ publishedEditions }) => publishedEditions),
  sample(
    '/studio/tracks/:track/editions/comparison',
    'facilitator',
    ({ comparedEditions }) => comparedEditions,
  ),
  sample('/studio/tracks/:track/editions/:hash/restoration', 'facilitator', ({ restoration }) => restoration),
  sample('/studio/proposals/:proposal', 'administrator', ({ publishProposal }) => publishProposal),
  sample('/studio/proposals/:proposal', 'facilitator', ({ publishProposal }) => publishProposal),
  sample('/office/waivers', 'office'),
  sample('/office/waiver-lists', 'office'),
  sample('/office/waiver-lists/:viewing', 'office', ({ waiverList }) => waiverList),
  sample('/path/:track', 'companion', '/path/introductory'),
  sample('/learn/:track/:module', 'companion', '/learn/introductory/pia-to-wa'),
  sample(EDITION, 'facilitator', ({ renewed }) => `/studio/cohorts/${renewed}/edition`),
  sample(EDITION, 'administrator', ({ renewed }) => `/studio/cohorts/${renewed}/edition?note=stays`),
  sample(EDITION, 'facilitator', ({ counted }) => `/studio/cohorts/${counted}/edition?note=moved`),
  sample(`${COHORT}/sign-off`, 'facilitator', ({ counted }) => `/facilitate/${counted}/sign-off`),
  sample(`${COHORT}/attendance`, 'facilitator', ({ meetings }) => meetings),
  sample(`${COHORT}/attendance/make-up`, 'facilitator', ({ meetings }) => `${meetings}/make-up`),
  sample(`${COHORT}/attendance/:session`, 'facilitator', ({ meeting }) => `${meeting}?saved=1`),
  sample(`${COHORT}/attendance/:session/paper`, 'facilitator', ({ meeting }) => `${meeting}/paper`),
  sample(`${COHORT}/attendance/records/:enrolment/:module/:step`, 'facilitator', ({ attended }) => attended),
  sample(AT, 'learner', REFLECTION),
  sample(AT, 'learner', `${REFLECTION}?saved=1`),
  sample(AT, 'learner', '/reflection/introductory/pia-to-wa/furikaeri'),
  sample(`${AT}/history`, 'learner', `${REFLECTION}/history`),
  sample(`${AT}/sending`, 'learner', `${REFLECTION}/sending`),
  sample(`${AT}/sent/:sent`, 'learner', ({ unread }) => unread),
  sample(`${AT}/sent/:sent`, 'learner', ({ replied }) => replied),
  sample('/facilitate/:cohort/reflections', 'facilitator', ({ queue }) => queue),
  sample('/facilitate/:cohort/reflections/:sending', 'facilitator', ({ opened }) => opened),
  sample('/facilitate/:cohort/reflections/:sending', 'facilitator', ({ mine }) => `${mine}?note=sent`),
  sample('/facilitate/:cohort/reflections/:sending', 'facilitator', ({ others }) => `${others}?note=second`),
  sample('/certificates', 'learner'),
  sample('/certificates', 'graduate'),
  sample('/certificates', 'ready'),
  sample(
    '/certificates/:certificate/reading',
    'graduate',
    ({ certificate }) => `/certificates/${certificate}/reading`,
  ),
  sample('/certificates/ready/:enrolment/name', 'ready', ({ ready }) => `/certificates/ready/${ready}/name`),
  sample('/certificates/ready/:enrolment', 'ready', ({ named }) => `/certificates/ready/${named}`),
  sample('/certificates/:certificate', 'graduate', ({ certificate }) => `/certificates/${certificate}`),
  sample('/certificates', 'former'),
  sample('/certificates/:certificate', 'former', ({ replaced }) => `/certificates/${replaced}`),
  sample('/certificates/:certificate', 'former', ({ revoked }) => `/certificates/${revoked}`),
  sample('/certificates/:certificate', 'former', ({ renamed }) => `/certificates/${renamed}`),
  sample('/certificates/:certificate', 'former', ({ expiring }) => `/certificates/${expiring}`),
  sample('/certificates/:certificate', 'former', ({ expired }) => `/certificates/${expired}`),
  sample(
    '/certificates/:certificate/replacement/name',
    'graduate',
    ({ certificate }) => `/certificates/${certificate}/replacement/name`,
  ),
  sample(
    '/certificates/:certificate/replacement',
    'former',
    ({ renamed }) => `/certificates/${renamed}/replacement`,
  ),
  sample('/settings/data/read', 'former'),
  sample('/verify', 'stranger'),
  sample('/verify/:code', 'stranger', ({ replacedCode }) => `/verify/${replacedCode}`),
  sample('/verify/:code', 'stranger', ({ revokedCode }) => `/verify/${revokedCode}`),
  sample('/verify/:code', 'stranger', ({ expiredCode }) => `/verify/${expiredCode}`),
  sample('/verify/:code', 'stranger', ({ code }) => `/verify/${code}`),
  sample('/verify/:code', 'stranger', '/verify/UNKN-OWN0', { status: 404 }),
  sample('/settings', 'learner'),
  sample('/settings', 'several', '/settings?saved=1'),
  sample('/settings/name', 'learner'),
  sample('/settings/email', 'learner'),
  sample('/settings/email/sent', 'learner'),
  sample('/settings/password', 'learner'),
  sample('/settings/role', 'several'),
  sample('/settings/consent', 'registered'),
  sample('/settings/sessions', 'learner'),
  sample('/kept', 'learner'),
  sample('/kept', 'graduate'),
  sample('/office/reports', 'office'),
  sample('/office/reports', 'office', '/office/reports?year=2025&asOf=2026-13', { status: 422 }),
  sample(REPORT, 'office'),
  sample(REPORT, 'office', `${REPORT}?${QUESTION.replace('asOfMonth=5', 'asOfMonth=13')}`, { status: 422 }),
  sample('/office/reports/definitions', 'office'),
  sample(`${REPORT}/names`, 'office', `${REPORT}/names?${QUESTION}`),
  sample('/office/reports/schedules', 'office'),
  sample('/office/reports/schedules/new', 'office'),
  sample('/office/reports/runs/:run', 'office', ({ run }) => run),
  sample('/office/reports/runs/:run/taken/:export', 'office', ({ taken }) => taken),
  sample('/office/reports/runs/:run/since/:earlier', 'office', ({ since }) => since),
  sample('/office/reports/templates', 'office'),
  sample('/office/reports/templates/new', 'office'),
  sample('/office/reports/templates/:template', 'office', ({ template }) => template),
  sample('/office/reports/templates/:template/delete', 'office', ({ template }) => `${template}/delete`),
  sample('/office/reports/exports/:export', 'office', (places) => places.export.replace(/\/[^/]*$/, '')),
  sample('/office/certificates', 'office'),
  ...(
    ['certificate', 'revoked', 'replaced', 'proposedByMe', 'proposedByOther', 'corrected', 'expired'] as const
  ).map((which) =>
    sample(
      '/office/certificates/:certificate',
      'office',
      (places) => `/office/certificates/${places[which]}`,
    ),
  ),
  sample(
    '/office/certificates/:certificate/correction',
    'office',
    ({ certificate }) => `/office/certificates/${certificate}/correction`,
  ),
  sample('/office/certificates/batches/:viewing', 'office', ({ batch }) => batch),
  sample('/office/certificates/batches/:viewing', 'office', ({ batchOfOther }) => batchOfOther),
  sample('/office/certificates/corrections/:viewing', 'office', ({ correction }) => correction),
  sample('/certificates', 'declining'),
  sample('/settings/data/read', 'declining'),
  sample('/office/enquiries', 'office'),
  sample('/office/roster', 'office'),
  sample('/office/roster/:viewing', 'office', ({ roster }) => roster),
  sample('/office/roster/:viewing', 'office', ({ rosterBefore }) => rosterBefore),
  sample('/office/roster/:viewing/print', 'office', ({ roster }) => `${roster}/print`),
  sample('/office/desk', 'office'),
  sample(APPLICATIONS, 'office'),
  sample(`${APPLICATIONS}/:cohort`, 'office', ({ called }) => `${APPLICATIONS}/${called}`),
  sample(`${APPLICATIONS}/:cohort`, 'office', ({ calledInPairs }) => `${APPLICATIONS}/${calledInPairs}`),
  sample(`${APPLICATIONS}/:cohort`, 'office', ({ closed }) => `${APPLICATIONS}/${closed}?note=decided`),
  sample(`${APPLICATIONS}/:cohort/criteria`, 'office', ({ called }) => `${APPLICATIONS}/${called}/criteria`),
  sample(`${APPLICATIONS}/:cohort/paper`, 'office', ({ called }) => `${APPLICATIONS}/${called}/paper`),
  sample(
    `${APPLICATIONS}/:cohort/paper`,
    'office',
    ({ calledInPairs }) => `${APPLICATIONS}/${calledInPairs}/paper`,
  ),
  sample(
    `${APPLICATIONS}/:cohort/needs`,
    'office',
    ({ calledInPairs }) => `${APPLICATIONS}/${calledInPairs}/needs`,
  ),
  sample(`${APPLICATIONS}/:cohort/wishes`, 'office', ({ called }) => `${APPLICATIONS}/${called}/wishes`),
  sample(`${APPLICATIONS}/:cohort/wishes`, 'office', ({ closed }) => `${APPLICATIONS}/${closed}/wishes`),
  sample(`${APPLICATIONS}/:cohort/letters`, 'office', ({ closed }) => `${APPLICATIONS}/${closed}/letters`),
  sample(
    `${APPLICATIONS}/:cohort/letters/print`,
    'office',
    ({ closed }) => `${APPLICATIONS}/${closed}/letters/print?of=all`,
  ),
  sample(
    `${APPLICATIONS}/:cohort/:application/letter`,
    'office',
    ({ closed, accepted }) => `${APPLICATIONS}/${closed}/${accepted}/letter`,
  ),
  sample(
    `${APPLICATIONS}/:cohort/:application/receipt`,
    'office',
    ({ closed, accepted }) => `${APPLICATIONS}/${closed}/${accepted}/receipt`,
  ),
  sample(
    `${APPLICATIONS}/:cohort/preview`,
    'office',
    ({ calledInPairs }) => `${APPLICATIONS}/${calledInPairs}/preview`,
  ),
  sample(
    `${APPLICATIONS}/:cohort/:application`,
    'office',
    ({ closed, accepted }) => `${APPLICATIONS}/${closed}/${accepted}`,
  ),
  sample(
    `${APPLICATIONS}/:cohort/:application`,
    'office',
    ({ closed, declined }) => `${APPLICATIONS}/${closed}/${declined}`,
  ),
  sample('/office/audit', 'office'),
  sample('/office/exports', 'office'),
  sample('/admin/exports', 'administrator'),
  sample('/admin/audit', 'administrator'),
  sample('/admin/audit', 'administrator', `/admin/audit?${AUDIT.replace('toMonth=5', 'toMonth=13')}`, {
    status: 422,
  }),
  sample('/admin/people', 'administrator'),
  sample('/admin/people/invited', 'administrator'),
  sample('/admin/people/:id', 'administrator', ({ someone }) => `/admin/people/${someone}`),
  sample('/office/invitations', 'office'),
  sample(
    '/office/invitations/:cohort',
    'office',
    ({ inviting }) => `/office/invitations/${inviting}?note=sent`,
  ),
  sample('/invitation/:token', 'stranger', ({ invited }) => `/invitation/${invited}`),
  sample('/invitation/:token', 'ready', ({ invited }) => `/invitation/${invited}`),
  sample('/invitation/:token', 'stranger', ({ uninvited }) => `/invitation/${uninvited}`),
  sample('/admin/cohorts', 'administrator'),
  sample('/admin/cohorts/:cohort', 'administrator', ({ cohort }) => `/admin/cohorts/${cohort}`),
  sample('/admin/cohorts/new/:track', 'administrator', '/admin/cohorts/new/introductory'),
  sample(
    '/admin/cohorts/:cohort/settings',
    'administrator',
    ({ cohort }) => `/admin/cohorts/${cohort}/settings`,
  ),
  sample('/admin/cohorts/:cohort', 'administrator', ({ offered }) => `/admin/cohorts/${offered}`),
  sample('/admin/cohorts/:cohort/copy', 'administrator', ({ offered }) => `/admin/cohorts/${offered}/copy`),
  sample('/admin/cohorts/:cohort/copy', 'administrator', ({ cohort }) => `/admin/cohorts/${cohort}/copy`),
  sample(
    '/admin/cohorts/:cohort/copy/review',
    'administrator',
    ({ offered }) => `/admin/cohorts/${offered}/copy/review?startYear=2026&startMonth=11&startDay=16`,
  ),
  sample('/admin/cohorts/:cohort/dates', 'administrator', ({ cohort }) => `/admin/cohorts/${cohort}/dates`),
  sample(
    '/admin/cohorts/:cohort/dates/new',
    'administrator',
    ({ cohort }) => `/admin/cohorts/${cohort}/dates/new`,
  ),
  sample(
    '/admin/cohorts/:cohort/dates/:date',
    'administrator',
    ({ counted, date }) => `/admin/cohorts/${counted}/dates/${date}`,
  ),
  sample(`${COHORT}/dates`, 'facilitator', ({ counted }) => `/facilitate/${counted}/dates`),
  sample(`${COHORT}/dates/new`, 'facilitator', ({ counted }) => `/facilitate/${counted}/dates/new`),
  sample(
    `${COHORT}/dates/:date`,
    'facilitator',
    ({ counted, date }) => `/facilitate/${counted}/dates/${date}`,
  ),
  sample('/facilitate', 'facilitator'),
  sample('/studio/guide', 'facilitator'),
  sample('/studio/guide', 'facilitator', '/studio/guide?q=%E3%81%B5%E3%82%8A%E3%81%8C%E3%81%AA'),
  sample('/studio/guide', 'facilitator', '/studio/guide?q=zzz'),
  sample('/studio/guide/keys', 'facilitator'),
  sample('/studio/guide/misconceptions', 'facilitator'),
  ...['title', '○'].map((key) =>
    sample('/studio/guide/keys/:key', 'facilitator', `/studio/guide/keys/${encodeURIComponent(key)}`),
  ),
  ...guideChapters().map(({ slug }) =>
    sample('/studio/guide/:chapter', 'facilitator', `/studio/guide/${slug}`),
  ),
  sample('/studio/samples', 'facilitator'),
  ...['lesson', 'worksheet', 'care-2'].map((kind) =>
    sample('/studio/samples/:kind', 'facilitator', `/studio/samples/${kind}`),
  ),
  sample('/studio/codes', 'facilitator'),
  ...['Y106', 'Y136', 'L407', 'L402'].map((code) =>
    sample('/studio/codes/:code', 'facilitator', `/studio/codes/${code}`),
  ),
  sample('/studio/codes/:code', 'facilitator', '/studio/codes/Z999', { status: 404 }),
  sample(COHORT, 'facilitator', ({ cohort }) => `/facilitate/${cohort}`),
  sample(`${COHORT}/notes`, 'facilitator', ({ cohort }) => `/facilitate/${cohort}/notes`),
  sample(`${COHORT}/notes/:module`, 'facilitator', ({ cohort }) => `/facilitate/${cohort}/notes/pia-to-wa`),
  sample(`${COHORT}/questions`, 'facilitator', ({ counted }) => `/facilitate/${counted}/questions`),
  sample(
    `${COHORT}/questions/:module/:step`,
    'facilitator',
    ({ cohort }) => `/facilitate/${cohort}/questions/pia-to-wa/kakunin`,
  ),
  sample(
    `${COHORT}/questions/:module/:step`,
    'facilitator',
    ({ counted }) => `/facilitate/${counted}/questions/a/toi`,
  ),
  sample(
    `${COHORT}/dialogues/:module/:step`,
    'facilitator',
    ({ counted }) => `/facilitate/${counted}/dialogues/a/hanasu`,
  ),
  sample('/studio', 'facilitator'),
  sample('/studio', 'administrator'),
  sample('/studio/new', 'facilitator'),
  sample('/studio/upload', 'facilitator'),
  sample('/studio/drafts/:draft/upload', 'facilitator', ({ draft }) => `${draft}/upload`),
  sample('/studio/drafts/:draft', 'facilitator', ({ draft }) => draft),
  sample('/studio/drafts/:draft', 'administrator', ({ soundDraft }) => soundDraft),
  sample('/studio/drafts/:draft/discard', 'facilitator', ({ draft }) => `${draft}/discard`),
  sample('/studio/drafts/:draft/new-file', 'facilitator', ({ draft }) => `${draft}/new-file`),
  sample('/studio/drafts/:draft/files/:file', 'facilitator', ({ draftFile }) => draftFile),
  sample('/studio/drafts/:draft/files/:file/name', 'facilitator', ({ draftFile }) => `${draftFile}/name`),
  sample(
    '/studio/drafts/:draft/files/:file/removal',
    'facilitator',
    ({ draftFile }) => `${draftFile}/removal`,
  ),
  sample(PREVIEW, 'facilitator', ({ editionPreview }) => editionPreview, CHOICE),
  sample(`${PREVIEW}/:view`, 'facilitator', ({ editionPreview }) => `${editionPreview}/half`, PREVIEWED),
  ...['first.phone/path/introductory', 'first.print/path/introductory'].map((at) =>
    sample(`${PREVIEW}/:view/*`, 'facilitator', ({ editionPreview }) => `${editionPreview}/${at}`, {
      shows: '<iframe src=',
    }),
  ),
  sample(
    `${PREVIEW}/:view/*`,
    'facilitator',
    ({ editionPreview }) => `${editionPreview}/first/certificates`,
    { shows: '見本では開かないページです' },
  ),
  sample(DRAFT, 'facilitator', ({ draftPreview }) => draftPreview, CHOICE),
  sample(DRAFT, 'facilitator', ({ brokenPreview }) => brokenPreview, { shows: 'まだ見本を出せません' }),
  sample(`${DRAFT}/at`, 'facilitator', ({ draftPreview }) => `${draftPreview}/at?place=`, PREVIEWED),
  sample(`${DRAFT}/:view`, 'facilitator', ({ draftPreview }) => `${draftPreview}/first`, PREVIEWED),
  sample(
    `${DRAFT}/:view/*`,
    'facilitator',
    ({ draftPreview }) => `${draftPreview}/first.calm.ruby/path/mihon`,
    PREVIEWED,
  ),
  ...(
    [
      ['/organise', 'host'],
      ['/office', 'office'],
    ] as const
  ).flatMap(([room, who]) => [
    sample(
      `${room}/activities/:activity/visits`,
      who,
      (places) => `${room}/activities/${places.hosted}/visits`,
    ),
    sample(
      `${room}/activities/:activity/visits/new`,
      who,
      (places) => `${room}/activities/${places.hosted}/visits/new`,
    ),
    sample(`${room}/visits/:slot/change`, who, (places) => `${room}/visits/${places.comingSlot}/change`),
    sample(`${room}/visits/:slot/cancel`, who, (places) => `${room}/visits/${places.comingSlot}/cancel`),
  ]),
  sample('/organise/visits/:slot', 'host', ({ pastSlot }) => `/organise/visits/${pastSlot}`),
  sample('/office/visits/:slot', 'office', ({ comingSlot }) => `/office/visits/${comingSlot}`),
  sample('/office/visits', 'office'),
  sample('/office/visits/new', 'office'),
];

/** A list with names, as one of its kinds of file. */
const exported = (file: string, type: string) => ({
  ...sample(`/office/reports/exports/:export/${file}`, 'office', (places) =>
    places.export.replace('completions.csv', file),
  ),
  type,
});

/** Answers that are no pages, with the type they have. */
export const FILES: readonly (Sample & { readonly type: string })[] = [
  { ...sample('/files/:hash', 'stranger', ({ image }) => `/files/${image}`), type: 'image/svg+xml' },
  {
    ...sample(
      '/certificates/:certificate/pdf',
      'graduate',
      ({ certificate }) => `/certificates/${certificate}/pdf`,
    ),
    type: 'application/pdf',
  },
  {
    ...sample('/office/reports/yearly.csv', 'office', `/office/reports/yearly.csv?${YEARLY}`),
    type: 'text/csv; charset=utf-8',
  },
  { ...sample('/admin/audit.csv', 'administrator'), type: 'text/csv; charset=utf-8' },
  { ...sample('/studio/samples.zip', 'facilitator'), type: 'application/zip' },
  {
    ...sample('/studio/samples/:kind/text', 'facilitator', '/studio/samples/lesson/text'),
    type: 'text/plain; charset=utf-8',
  },
  { ...sample('/office/reports/yearly.xlsx', 'office', `/office/reports/yearly.xlsx?${YEARLY}`), type: XLSX },
  exported('completions.csv', 'text/csv; charset=utf-8'),
  exported('completions-plain.csv', 'text/csv; charset=utf-8'),
  exported('completions-cp932.csv', 'text/csv; charset=Windows-31J'),
  exported('completions.xlsx', XLSX),
  {
    ...sample(
      `${COHORT}/attendance/:session/attendance.csv`,
      'facilitator',
      ({ meeting }) => `${meeting}/attendance.csv`,
    ),
    type: 'text/csv; charset=utf-8',
  },
  {
    ...sample('/activities/trials/mine/calendar.ics', 'visiting'),
    type: 'text/calendar; charset=utf-8',
  },
  {
    ...sample('/path/:track/calendar.ics', 'member', '/path/tsudoi/calendar.ics'),
    type: 'text/calendar; charset=utf-8',
  },
  {
    ...sample('/studio/drafts/:draft/files.zip', 'facilitator', ({ draft }) => `${draft}/files.zip`),
    type: 'application/zip',
  },
  {
    ...sample(
      '/studio/drafts/:draft/files/:file/source',
      'facilitator',
      ({ draftFile }) => `${draftFile}/source`,
    ),
    type: 'application/octet-stream',
  },
  { ...sample('/settings/data/file.json', 'learner'), type: 'application/json; charset=utf-8' },
  { ...sample('/studio/preview/print.css', 'facilitator'), type: 'text/css; charset=utf-8' },
  { ...sample('/health/live', 'stranger'), type: 'text/plain; charset=utf-8' },
  { ...sample('/health/ready', 'stranger'), type: 'text/plain; charset=utf-8' },
];

export const nameOf = ({ route, as, at }: Sample): string => {
  const address = at(new Proxy({} as Places, { get: (_, name) => `<${String(name)}>` }));
  return `${as} at ${address} (${route})`;
};
