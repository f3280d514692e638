import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expectPartial, problemsOf, renderPartial } from '../../test/support/partials.js';
import type { PartialCase } from '../../test/support/partials.js';
import { show, trainee, VIEWS } from '../../test/support/views.js';
import { DEFAULT_DISPLAY } from './display.rules.js';

const cols = [{ text: '講座' }, { text: '修了', isNumber: true }];
const item = { href: '/learn/a', title: '{傾聴|けいちょう}' };

const cases: PartialCase[] = [
  ['skip-link', {}, ['href="#main"', '本文へ移動']],
  ['tag', { text: '途中です' }, ['<span class="tag">途中です</span>']],
  ['button-row', {}, ['<div class="btns"><p>中身</p></div>']],
  [
    'box',
    { heading: '<お知らせ>', id: 'n' },
    ['class="box info" aria-labelledby="n"', '<h2 id="n">&lt;お知らせ&gt;</h2>', '<p>中身</p>'],
  ],
  ['box', { heading: 'x', id: 'n', kind: 'care', level: 3 }, ['class="box care"', '<h3 id="n">x</h3>']],
  [
    'content-note',
    { topics: '入院', skipHref: '#s2' },
    ['入院の話が出てきます。', 'とばしても、修了には影響しません。', 'href="#s2"'],
    ['約', '要点'],
  ],
  [
    'content-note',
    { topics: '入院', skipHref: '#s2', minutes: 2, where: '事例', insteadHref: '#i', skipLabel: '次へ' },
    ['（約2分）', '事例です', 'href="#i"', '>次へ<'],
  ],
  [
    'breadcrumb',
    {
      items: [
        { href: '/home', text: 'ホーム' },
        { href: null, text: '{沈黙|ちんもく}' },
      ],
    },
    ['aria-label="現在位置"', '<a href="/home">ホーム</a>', '<span aria-current="page">沈黙</span>'],
  ],
  [
    'task-list',
    {
      groups: [
        {
          heading: '第1課',
          items: [
            { ...item, status: 'done' },
            { ...item, status: 'doing', isCurrent: true, note: '約8分' },
            { ...item, status: 'todo' },
            { href: null, title: '集合', status: 'locked', reason: '申し込みのあとで始まります' },
            { href: null, title: '次', status: 'locked' },
          ],
        },
      ],
    },
    [
      '<h2>第1課</h2>',
      '<span class="st">終わりました</span>',
      '<li aria-current="step">',
      '<span class="tag">途中です</span>',
      '<span class="note">約8分</span>',
      '<span class="st">これから</span>',
      '<span class="what">集合</span>',
      '申し込みのあとで始まります',
      'まだ始まりません',
    ],
  ],
  [
    'progress',
    { id: 'p', done: 5, total: 12 },
    ['<label for="p">12項目のうち、5項目が終わりました</label>', '<progress id="p" value="5" max="12">'],
  ],
  ['progress', { id: 'p', done: 5, total: 12, label: '別の文' }, ['>別の文</label>']],
  [
    'next-step',
    { title: '{沈黙|ちんもく}', href: '/l', isResumed: false },
    ['はじめはここからです', '>始める</a>', '沈黙'],
    ['約', '前回'],
  ],
  [
    'next-step',
    { title: '沈黙', href: '/l', isResumed: true, minutes: 12, place: '三つの工夫' },
    ['次はここからです', '沈黙（約12分）', '前回は「三つの工夫」まで読みました', '>続きから始める</a>'],
  ],
  [
    'next-step',
    { title: '修了証', href: '/c', isResumed: true, label: '修了証を見る' },
    ['>修了証を見る</a>'],
  ],
  [
    'disclosure',
    { summary: 'ほかの説明' },
    ['<details class="more">', '<summary>ほかの説明</summary>', '<p>中身</p>'],
  ],
  ['disclosure', { summary: 'x', isOpen: true }, ['<details class="more" open>']],
  [
    'quiz-feedback',
    { result: 'ok', explanation: '<p>待つと</p>' },
    ['class="box ok"', '合っています', '<p>待つと</p>'],
    ['あなたの答え', '<details'],
  ],
  [
    'quiz-feedback',
    {
      result: 'again',
      explanation: 'x',
      yourAnswer: '話す',
      others: [{ answer: '聞く', explanation: '<p>y</p>' }],
    },
    [
      'class="box care"',
      'もう一度、いっしょに考えてみましょう',
      'あなたの答え：話す',
      '<dt>聞く</dt><dd><p>y</p></dd>',
    ],
    ['err'],
  ],
  ['quiz-feedback', { result: 'unknown', explanation: 'x' }, ['わからないままで大丈夫です']],
  ['data-table', { id: 't', caption: '人数', cols, rows: [] }, ['<td colspan="2">まだありません</td>']],
  [
    'data-table',
    { id: 't', caption: '人数', cols, rows: [['入門', 34]], asOf: '2026-10-31', footnote: '＊は10人未満' },
    [
      'role="region" aria-labelledby="t" tabindex="0"',
      '2026年10月31日（土）時点',
      '<th scope="col" class="n">修了</th>',
      '<th scope="row">入門</th><td class="n">34</td>',
      '＊は10人未満',
    ],
  ],
];

describe('partials', () => {
  it.each(cases)('%s %j', (...one) => expectPartial(one));

  it('leave the progress out where a person asked for that', () => {
    expect(
      renderPartial('progress', { id: 'p', done: 1, total: 2 }, 'ja', {
        ...DEFAULT_DISPLAY,
        progress: 'hide',
      }),
    ).toBe('');
  });

  it('frame a page that is whole', () => {
    expect(problemsOf(show('x', {}, trainee).replace(/<!doctype html>/, ''))).toEqual([]);
  });

  it.each(readdirSync(join(VIEWS, 'partials')))('%s begins with what it is for', (file) => {
    expect(readFileSync(join(VIEWS, 'partials', file), 'utf8')).toMatch(/^\{\{!(--)?\s*\S/);
  });
});
