import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CurriculumFolder } from '../src/curriculum/curriculum-folder.js';
import { EditionSources } from '../src/curriculum/edition-sources.service.js';
import type { SourceFile } from '../src/curriculum/notation/source-file.js';
import { PublicationService } from '../src/curriculum/publication.service.js';
import { DomainError, NotFound } from '../src/shared/domain-error.js';
import { CheckerBusy, DraftCheck } from '../src/studio/draft-check.service.js';
import { DraftFiles, StaleDraft, StaleFile } from '../src/studio/draft-files.service.js';
import { DraftService } from '../src/studio/draft.service.js';
import { sampleTrack } from '../src/studio/sample-track.js';
import { StudioScope } from '../src/studio/studio-scope.service.js';
import type { Me } from '../src/web/me.js';
import { aCohort, aFacilitator } from './factories/cohort.js';
import { aPerson } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';
import { aModule, aTrack, file, someShared } from './support/curriculum.js';

let folder: string;
let app: TestApp;
let drafts: DraftService;
let files: DraftFiles;
const as = ({ id, roles, displayName }: KnownPerson) =>
  ({ personId: id, role: roles[0], displayName }) as unknown as Me;
const text = (path: string, of: readonly SourceFile[]) =>
  Buffer.from(of.find((one) => one.path === path)!.bytes).toString('utf8');
const count = async (hash: string) =>
  (await app.db.sql`select 1 from source_content where hash = ${hash}`).length;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'curricula-'));
  for (const name of ['t', 'shared']) await mkdir(join(folder, name));
  await writeFile(join(folder, 't/track.yaml'), aTrack);
  await writeFile(join(folder, 't/01-m.yaml'), aModule());
  await writeFile(join(folder, 'shared/shared.yaml'), someShared);
  app = await startApp({ config: { curriculaDir: folder } });
  drafts = app.get(DraftService);
  files = app.get(DraftFiles);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const aDraft = (me: Me, trackId: string, of: readonly SourceFile[] = sampleTrack({ id: trackId })) =>
  app.db.write((tx) => drafts.create(tx, me, { trackId, basedOn: null, files: of }));
const servedHash = async () =>
  (await app.db.one<{ h: string }>`select edition_hash as h from track where id = ${'t'}`)!.h;

describe('the files that an edition was made of', () => {
  it('are kept when the folder is published, with the shared ones', async () => {
    const kept = await app.get(EditionSources).filesOf(await servedHash());
    expect(kept.map(({ path }) => path)).toEqual(['shared/shared.yaml', 't/01-m.yaml', 't/track.yaml']);
    expect(text('t/01-m.yaml', kept)).toBe(aModule());
  });

  it('are kept later for what was published before they were, and once', async () => {
    await app.db.write((tx) => tx.sql`delete from edition_source`);
    for (let start = 0; start < 2; start++) await app.get(CurriculumFolder).publish();
    expect(await app.get(EditionSources).listOf(await servedHash())).toHaveLength(3);
    expect(await app.get(EditionSources).filesOf('f'.repeat(64))).toEqual([]);
  });
});

describe('who writes what', () => {
  it('is a matter of cohorts, authorship and the role one acts in', async () => {
    const scope = app.get(StudioScope);
    const cohort = await aCohort(app, { trackId: 't' });
    const own = as(await aFacilitator(app, cohort));
    const other = as(await aFacilitator(app));
    const admin = as(await aPerson(app, { roles: ['administrator'] }));
    expect(await scope.tracksOf(own)).toEqual(['t']);
    expect(await scope.tracksOf({ ...own, role: 'office' })).toEqual([]);
    expect(await scope.tracksOf(other)).toEqual([]);
    expect(await scope.tracksOf(admin)).toEqual(['t']);
    for (const [me, trackId, may] of [
      [own, 't', true],
      [other, 't', false],
      [other, 'neu', true],
      [admin, 't', true],
      [{ ...own, role: 'trainee' }, 'neu', false],
    ] as const)
      expect(await scope.mayAuthor(me, trackId)).toBe(may);
  });
});

describe('a draft', () => {
  it('is seen by its owner, by who looks after its track, and by administrators', async () => {
    const owner = as(await aFacilitator(app, await aCohort(app, { trackId: 't' })));
    const beside = as(await aFacilitator(app, await aCohort(app, { trackId: 't' })));
    const stranger = as(await aFacilitator(app));
    const admin = as(await aPerson(app, { roles: ['administrator'] }));
    const draft = await aDraft(owner, 't', [file('t/track.yaml', aTrack)]);
    for (const me of [owner, beside, admin]) {
      expect(await drafts.get(draft.id, me)).toMatchObject({ trackId: 't', title: '講座', version: 1 });
      expect((await drafts.list(me)).map(({ id }) => id)).toContain(draft.id);
    }
    await expect(drafts.get(draft.id, stranger)).rejects.toThrow(NotFound);
    await expect(drafts.get('../x', admin)).rejects.toThrow(NotFound);
    expect(await drafts.list(stranger)).toEqual([]);
    await expect(aDraft(stranger, 't')).rejects.toThrow(DomainError);
  });

  it('of a track that nobody published is its own author’s alone, beside administrators', async () => {
    const owner = as(await aFacilitator(app));
    const beside = as(await aFacilitator(app, await aCohort(app, { trackId: 't' })));
    const draft = await aDraft(owner, 'atarashii');
    await expect(drafts.get(draft.id, beside)).rejects.toThrow(NotFound);
    expect((await aDraft(beside, 'atarashii')).id).not.toBe(draft.id);
  });

  it('keeps what was written last, and refuses a change over another text than the one seen', async () => {
    const me = as(await aFacilitator(app));
    const draft = await aDraft(me, 'kaki');
    const path = 'kaki/01-hajime.yaml';
    const { contentHash: seen } = await files.get(draft, path);
    const put = (words: string, over: string | null) =>
      app.db.write((tx) => files.put(tx, draft, { ...file(path, words), seen: over }));
    await put('title: 一つ目\n', seen);
    await put('title: 一つ目\n', seen); // the same once more
    await expect(put('title: 二つ目\n', seen)).rejects.toThrow(StaleFile);
    await expect(put('title: 二つ目\n', null)).rejects.toThrow(StaleFile);
    expect(text(path, await files.filesOf(draft))).toBe('title: 一つ目\n');
    expect((await drafts.get(draft.id, me)).version).toBe(2);
    await expect(
      app.db.write((tx) => files.putAll(tx, draft, { files: [file('kaki/x.yaml', 'a')], version: 1 })),
    ).rejects.toThrow(StaleDraft);
  });

  it.each([
    'kaki2/../x.yaml',
    'andere/x.yaml',
    'kaki2/x.exe',
    'kaki2/img/x.yaml',
    'kaki2/img/a/x.png',
    'shared/img/x.png',
    'kaki2/.x.yaml',
    'kaki2/\u202egpj.yaml',
    'kaki2/a\u0000.yaml',
    `kaki2/${'x'.repeat(300)}.yaml`,
    'C:\\x.yaml',
    '',
  ])('takes no file at %j', async (path) => {
    const draft = await aDraft(as(await aFacilitator(app)), 'kaki2');
    await expect(
      app.db.write((tx) => files.put(tx, draft, { ...file(path, 'x'), seen: null })),
    ).rejects.toThrow(DomainError);
  });

  it('forgets contents that nobody holds any more, and keeps those of editions and other drafts', async () => {
    const me = as(await aFacilitator(app, await aCohort(app, { trackId: 't' })));
    const draft = await aDraft(me, 't', [file('t/01-m.yaml', aModule()), file('t/02-x.yaml', 'allein')]);
    const hashes = Object.fromEntries(
      (await files.list(draft)).map(({ path, contentHash }) => [path, contentHash]),
    );
    const { version } = await drafts.get(draft.id, me);
    await app.db.write((tx) => drafts.discard(tx, me, { draft, version }));
    await expect(drafts.get(draft.id, me)).rejects.toThrow(NotFound);
    expect(await count(hashes['t/01-m.yaml']!)).toBe(1);
    expect(await count(hashes['t/02-x.yaml']!)).toBe(0);
  });

  it('is renamed, removed and replaced file by file', async () => {
    const me = as(await aFacilitator(app));
    const draft = await aDraft(me, 'okikae');
    const { contentHash: seen } = await files.get(draft, 'okikae/01-hajime.yaml');
    await app.db.write((tx) =>
      files.rename(tx, draft, { path: 'okikae/01-hajime.yaml', to: 'okikae/01-kiku.yaml', seen }),
    );
    await expect(
      app.db.write((tx) =>
        files.rename(tx, draft, { path: 'okikae/01-kiku.yaml', to: 'okikae/track.yaml', seen }),
      ),
    ).rejects.toThrow(DomainError);
    await app.db.write((tx) => files.remove(tx, draft, { path: 'okikae/01-kiku.yaml', seen }));
    expect((await files.list(draft)).map(({ path }) => path)).toEqual(['okikae/track.yaml']);
    await app.db.write((tx) =>
      files.replaceAll(tx, draft, { files: [file('okikae/01-a.yaml', 'a')], version: 3 }),
    );
    expect(await drafts.get(draft.id, me)).toMatchObject({ version: 4, title: '' });
  });
});

describe('the check of a draft', () => {
  it('compiles a sound one, and publishes with its files', async () => {
    const draft = await aDraft(as(await aFacilitator(app)), 'kensa');
    const { report, compiled, places } = await app.get(DraftCheck).check(draft);
    expect(report.problems).toEqual([]);
    expect(places.map(({ place }) => place)).toContain('hajime/yomu');
    const publication = await app.db.write((tx) =>
      app.get(PublicationService).publish(tx, compiled!, { source: 'studio', actor: null }),
    );
    expect(publication).toEqual({ kind: 'first' });
    const kept = await app.get(EditionSources).listOf(compiled!.edition.hash);
    expect(kept.map(({ path }) => path)).toContain('kensa/01-hajime.yaml');
  });

  it('looks at the shared files that were published, unless the draft has its own', async () => {
    const me = as(await aFacilitator(app, await aCohort(app, { trackId: 't' })));
    const own = [file('t/track.yaml', aTrack), file('t/01-m.yaml', aModule())];
    const draft = await aDraft(me, 't', own);
    expect((await app.get(DraftCheck).check(draft)).report.problems).toEqual([]);
    const { report, compiled } = await app
      .get(DraftCheck)
      .checkFiles('t', [
        ...own,
        file('shared/shared.yaml', someShared.replace('sources: {s1:', 'sources: {s2:')),
      ]);
    expect(report.problems.some(({ code }) => code.startsWith('R'))).toBe(true);
    expect(compiled).toBeNull();
  });

  it('says what is wrong in the draft and nothing of other tracks', async () => {
    const draft = await aDraft(as(await aFacilitator(app)), 'machigai');
    const path = 'machigai/01-hajime.yaml';
    const { bytes, contentHash: seen } = await files.get(draft, path);
    const broken = Buffer.from(bytes).toString('utf8').replace('title: はじめの課', 'title：はじめの課');
    await app.db.write((tx) => files.put(tx, draft, { ...file(path, broken), seen }));
    const checked = await app.get(DraftCheck).check(draft);
    expect(checked.compiled).toBeNull();
    expect(checked.report.problems.map((problem) => problem.file)).toContain(path);
    expect(checked.report.problems.every((problem) => problem.file.startsWith('machigai/'))).toBe(true);
    expect(app.get(DraftCheck).lastCounts(draft)).toMatchObject({ errors: expect.any(Number) as number });
  });

  it('makes nobody wait behind more than a few', async () => {
    const check = app.get(DraftCheck);
    const asked = Array.from({ length: 8 }, (_, n) =>
      check.checkFiles('narabu', sampleTrack({ id: 'narabu', title: `講座${n}` })),
    );
    const answers = await Promise.allSettled(asked);
    const refused = answers.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(3);
    for (const one of refused) expect((one as PromiseRejectedResult).reason).toBeInstanceOf(CheckerBusy);
    // The same once more is not checked again.
    const [first] = answers;
    const again = await check.checkFiles('narabu', sampleTrack({ id: 'narabu', title: '講座0' }));
    expect(again.print).toBe((first as PromiseFulfilledResult<typeof again>).value.print);
  });
});
