import type { Visitor } from './visitor.js';

export const COURSE = { title: '聴く練習', id: 'kiku-renshu', code: 'KIR' };

const FIRST = `${COURSE.id}/01-hajime.yaml`;

/** From the menu to a draft that begins with the small sample. */
export async function beginCourse(author: Visitor): Promise<void> {
  await author.choose('教材をつくる');
  await author.follow('新しい講座をつくる');
  await author.type('講座の名前', COURSE.title);
  await author.type('講座の名前（英字）', COURSE.id);
  await author.type('記号（英大文字3字）', COURSE.code);
  await author.press('下書きをつくる');
  expect(await author.heading()).toBe('教材の確認');
  await expectToMend(author, 0);
}

/** Copies the sample of a module into a new file, with three slips of the kind that people make. */
export async function addSecondModule(author: Visitor): Promise<void> {
  const draft = author.path;
  await author.open('/studio/samples');
  await author.follow(/^課（/);
  const sample = await author.page.locator('pre code').first().innerText();
  await author.open(draft);
  await author.follow(`${COURSE.id}/track.yaml`);
  await rewrite(author, (text) =>
    text
      .replace('- hajime\n', '- hajime\n- tsugi\n')
      .replace('certificate: none', 'certificate: {title: 修了証}'),
  );
  await author.open(draft);
  await author.follow('新しいファイルを加える');
  await author.type('ファイルの名前', '02-tsugi.yaml');
  await author.type(
    'ファイルの内容',
    sample
      .replace('module: hajime', 'module: tsugi')
      .replace('返せる時間を伝えます', 'つぎの読みもの')
      .replace('title: はじめの課', 'title：つぎの課')
      .replace('summary: ', 'sumary: '),
  );
  await author.press('ファイルを加える');
  await author.open(draft);
  await expectToMend(author, 3);
  expect(await author.link('公開の確認へ進む').count()).toBe(0);
}

/** One by the button, two by going to their lines. */
export async function mendThree(author: Visitor): Promise<void> {
  const draft = author.path;
  await author.press(/^ここを自動で直す.*Y101/);
  await author.open(draft);
  await expectToMend(author, 2);
  await goToLine(author, 'sumary');
  await rewrite(author, (text) => text.replace('sumary: ', 'summary: '));
  await author.open(draft);
  await expectToMend(author, 1);
  await goToLine(author, 'mihon-hon');
  await rewrite(author, (text) => text.replace('[mihon-hon]', '[]'));
  await author.open(draft);
  await expectToMend(author, 0);
}

/** The first lesson as somebody sees it who has just begun, and back to its line. */
export async function lookAsBeginner(author: Visitor): Promise<void> {
  const draft = author.path;
  await author.follow(/^見本の表示/);
  await author.follow('はじめて');
  await author.follow('始める');
  expect(await author.heading()).toBe('返せる時間を伝えます');
  await author.press('読みました。次へ進む');
  await author.follow(/この画面のYAMLの行へ/);
  expect(await author.words()).toContain(FIRST);
  await author.open(draft);
}

/** Ends on the list of editions. */
export async function publish(
  author: Visitor,
  note: string,
  { consequential = false }: { consequential?: boolean } = {},
): Promise<void> {
  await author.follow('公開の確認へ進む');
  expect(await author.heading()).toBe('公開の確認');
  expect((await author.words()).includes('要確認')).toBe(consequential);
  await author.type('何を変えたか、受講者に関わる人への一言', note);
  await author.press('この内容で公開する');
  expect(await author.heading()).toBe('版の一覧');
  expect(await author.words()).toContain(note);
}

/** A required lesson in the module in which somebody is. Ends on the draft. */
export async function addStepToFirst(author: Visitor): Promise<void> {
  await author.choose('教材をつくる');
  await author.press(/^写して下書きをつくる/);
  const draft = author.path;
  await author.follow(FIRST);
  await rewrite(author, (text) =>
    text.replace(
      '- reflection: furikaeri',
      [
        '- lesson: mouhitotsu',
        '  title: もう一つの読みもの',
        '  body: |',
        '    断ったあとに、うれしかったことを一つ伝えます。',
        '  easy: |',
        '    うれしかったことを{伝|つた}えます。',
        '- reflection: furikaeri',
      ].join('\n'),
    ),
  );
  await author.open(draft);
}

async function rewrite(author: Visitor, change: (text: string) => string): Promise<void> {
  const field = author.page.getByLabel('ファイルの内容');
  const before = await field.inputValue();
  const after = change(before);
  expect(after).not.toBe(before);
  await field.fill(after);
  await author.press('保存して確認する');
}

async function goToLine(author: Visitor, word: string): Promise<void> {
  const problem = author.page.getByRole('main').getByRole('listitem').filter({ hasText: word }).first();
  await author.leave(problem.getByRole('link', { name: /行目/ }).first());
  expect(new URL(author.page.url()).hash).toMatch(/^#L\d+$/);
}

async function expectToMend(author: Visitor, count: number): Promise<void> {
  expect(await author.words()).toContain(`直すところ ${count}`);
}
