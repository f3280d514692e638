import { expectPartial } from '../../test/support/partials.js';
import type { PartialCase } from '../../test/support/partials.js';

const field = (changes: object = {}) => ({
  id: 'email',
  name: 'email',
  value: '',
  values: [],
  error: null,
  ...changes,
});
const error = { code: 'web.form.unreadable', params: {} };
const wrong = field({ value: 'さくら"@', error });
const options = [
  { value: 'a', text: '{待|ま}つ' },
  { value: 'b', text: '聞く', hint: 'ゆっくり' },
  { value: 'c', html: '<em>話す</em>' },
];

const cases: PartialCase[] = [
  ['form-key', {}, [/^<input type="hidden" name="_key" value="[\w-]{36}">$/]],
  ['button', { label: '次へ進む' }, [/^<button class="btn">次へ進む<\/button>/], ['<a', 'name=']],
  [
    'button',
    { label: '戻る', href: '/x', kind: 'second' },
    ['<a class="btn btn-second" href="/x">戻る</a>'],
    ['<button'],
  ],
  [
    'button',
    { label: '消す', name: 'act', value: 'drop', about: 'メモ' },
    ['name="act" value="drop"', '<span class="vh">（メモ）</span>'],
  ],
  ['error-summary', { errors: [] }, [/^$/]],
  [
    'error-summary',
    { errors: [{ field: 'email', ...error }] },
    ['role="alert" tabindex="-1" autofocus', '1か所', '<a href="#email">入力したものを読み取れませんでした'],
  ],
  [
    'input-text',
    { field: field(), label: 'メール', autocomplete: 'email' },
    ['<label class="label" for="email">メール</label>', 'type="text" value="" autocomplete="email"'],
    ['aria-', 'bad', 'hint', 'placeholder'],
  ],
  [
    'input-text',
    {
      field: wrong,
      label: 'メール',
      autocomplete: 'email',
      type: 'email',
      hint: '使い道',
      width: 'm',
      required: true,
    },
    [
      'value="さくら&quot;@"',
      'aria-describedby="email-hint email-error" aria-invalid="true"',
      'spellcheck="false"',
      '※必須',
      'in-m',
      'エラー：',
      'class="field bad"',
    ],
  ],
  [
    'input-text',
    { field: field({ error }), label: '番号', autocomplete: 'off', inputmode: 'numeric', optional: true },
    ['inputmode="numeric"', 'aria-describedby="email-error"', '（任意）'],
  ],
  [
    'file-input',
    {
      field: field({ id: 'upload', name: 'upload' }),
      label: '教材',
      accept: '.zip,.yaml',
      hint: '2.5MBまで',
    },
    ['<label class="label" for="upload">', 'type="file" accept=".zip,.yaml" aria-describedby="upload-hint">'],
    ['multiple', 'value='],
  ],
  [
    'file-input',
    { field: field({ error }), label: '画像', accept: '.png', many: true },
    [' multiple aria-describedby="email-error" aria-invalid="true">'],
  ],
  [
    'textarea',
    { field: field({ value: '\n一行目 <b>' }), label: 'メモ' },
    ['rows="5"', '>\n\n一行目 &lt;b&gt;</textarea>'],
  ],
  [
    'textarea',
    { field: wrong, label: 'メモ', rows: 3, hint: '自分だけ' },
    ['rows="3" aria-describedby="email-hint email-error"'],
  ],
  [
    'password',
    {
      field: field({ id: 'pw', name: 'pw', value: 'geheim' }),
      label: 'パスワード',
      autocomplete: 'new-password',
    },
    [
      'type="password" autocomplete="new-password"',
      'type="button" hidden aria-controls="pw"',
      'aria-live="polite"',
    ],
    ['geheim'],
  ],
  [
    'choice-group',
    { field: field(), legend: '{待|ま}ちますか', options },
    [
      '<fieldset class="field">',
      '<legend>待ちますか</legend>',
      'type="radio" name="email" value="a" id="email">',
      'id="email-1"',
      'ゆっくり',
      '<em>話す</em>',
    ],
    ['checked', 'aria-describedby', '<h1'],
  ],
  [
    'choice-group',
    { field: field({ values: ['b'], error }), legend: 'x', isTitle: true, hint: '何回でも', options },
    [
      '<legend><h1>x</h1></legend>',
      'value="b" id="email-1" checked',
      '<fieldset class="field bad" aria-describedby="email-hint email-error" aria-invalid="true">',
    ],
  ],
  [
    'choice-group',
    { field: field({ values: ['a', 'c'], error }), legendHtml: '<em>x</em>', type: 'checkbox', options },
    [
      '<legend><em>x</em></legend>',
      'value="a" id="email" checked aria-describedby="email-error"',
      'value="c" id="email-2" checked',
    ],
  ],
  [
    'select',
    { field: field({ value: 'b', error }), label: '市町村', options: [{ value: 'b', text: '北' }] },
    [
      '<option value="">選んでください</option>',
      '<option value="b" selected>北</option>',
      'aria-invalid="true"',
    ],
  ],
  [
    'date-fields',
    {
      legend: '生年月日',
      year: field({ id: 'y', name: 'y' }),
      month: field({ id: 'm', name: 'm', error }),
      day: field({ id: 'd', name: 'd' }),
      hint: '例',
      isBirthday: true,
    },
    [
      'class="field bad"',
      'autocomplete="bday-month" aria-describedby="m-error" aria-invalid="true"',
      'id="y" name="y" value="" inputmode="numeric" autocomplete="bday-year" aria-describedby="y-hint"',
    ],
  ],
  [
    'summary-list',
    {
      rows: [
        { key: '呼び名', value: 'さ', changeHref: '/c' },
        { key: 'メール', value: null },
      ],
    },
    ['<dt>呼び名</dt>', '変更する<span class="vh">（呼び名）</span>', '答えていません'],
    ['null'],
  ],
];

it.each(cases)('%s %j', (...one) => expectPartial(one));
