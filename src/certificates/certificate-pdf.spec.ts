import { create } from 'fontkit';
import { readPdf } from '../../test/support/pdf-text.js';
import { faceBytes, runsOf, unprintable } from './certificate-faces.js';
import { certificatePdf } from './certificate-pdf.js';
import type { CertificateSheet } from './certificate-sheet.js';

const KATSUSHIKA = '葛\u{E0100}';

const aSheet = (patch: Partial<CertificateSheet> = {}): CertificateSheet => ({
  lang: 'ja',
  documentTitle: '修了証 R8-PRA-0012',
  title: '修了証',
  number: '第 R8-PRA-0012 号',
  draft: null,
  mark: null,
  sealPicture: null,
  name: '髙﨑 𠮷乃',
  honorific: '様',
  text: 'あなたは、実践の全課程を終えられました。',
  covers: { heading: '修了した課程', lines: ['聴くことと伝えること（30分）', '距離（20分）'] },
  dates: ['修了日　令和9年2月28日（2027年）'],
  issuer: { organisation: '見本市', person: '会長　見本 花子' },
  check: {
    heading: '確かめる画面',
    url: 'https://example.jp/verify/X',
    code: '7K4M-92QX',
    alt: 'QRコード',
  },
  notes: ['加算の要件を証明するものではありません。'],
  issuedAt: new Date('2027-03-04T00:00:00Z'),
  ...patch,
});

describe('the PDF of a certificate', () => {
  it('holds every word as text, in the order of reading, rare characters included', async () => {
    const { text } = readPdf(await certificatePdf(aSheet()));
    expect(text.split('\n')).toEqual([
      '第 R8-PRA-0012 号',
      '修了証',
      '髙﨑 𠮷乃様',
      'あなたは、実践の全課程を終えられました。',
      '修了した課程',
      '聴くことと伝えること（30分）',
      '距離（20分）',
      '修了日　令和9年2月28日（2027年）',
      '見本市会長　見本 花子',
      '確かめる画面https://example.jp/verify/X7K4M-92QX',
      '加算の要件を証明するものではありません。',
    ]);
  });

  it('says that it is a sample in words, and only then', async () => {
    const words = '見本・監修前';
    expect(readPdf(await certificatePdf(aSheet({ draft: words }))).text).toContain(words);
    expect(readPdf(await certificatePdf(aSheet())).text).not.toContain(words);
  });

  it('is one tagged page of A4 landscape in Japanese, as PDF/UA asks', async () => {
    const { source, tags } = readPdf(await certificatePdf(aSheet()));
    expect(tags).toEqual(expect.arrayContaining(['Document', 'H1', 'P', 'H2', 'L', 'LI', 'LBody', 'Figure']));
    expect(source.match(/\/Type \/Page\n/g)).toHaveLength(1);
    for (const mark of [
      '/MediaBox [0 0 841.89 595.28]',
      '/Lang (ja)',
      '/Marked true',
      '/DisplayDocTitle true',
    ])
      expect(source).toContain(mark);
    expect(source).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(source).toMatch(/\/S \/Figure[\s\S]*?\/Alt \(/);
  });

  it('embeds only subsets of its typefaces', async () => {
    const bytes = await certificatePdf(aSheet());
    const { source } = readPdf(bytes);
    expect(source).toMatch(/\/FontName \/[A-Z]{6}\+BIZUDPMincho/);
    expect(source).toMatch(/\/FontName \/[A-Z]{6}\+NotoSerifJP/);
    expect(bytes.length).toBeLessThan(80_000);
  });

  it('is the same bytes for the same certificate', async () => {
    expect(await certificatePdf(aSheet())).toEqual(await certificatePdf(aSheet()));
  });

  it.each([
    ['a name of a hundred characters', { name: 'マリア・フェルナンダ・'.repeat(9) }],
    ['a name without a place to break', { name: 'あ'.repeat(100) }],
    [
      'sixty modules',
      { covers: { heading: '課程', lines: Array.from({ length: 60 }, (_, n) => `長い名前の課 ${n}`) } },
    ],
    ['a very long text', { text: 'とても長い文です。'.repeat(60) }],
    ['a fourth day', { dates: ['修了日', '交付日', '再交付日', '有効期間'] }],
    ['nothing to cover', { covers: { heading: '課程', lines: [] } }],
  ])('stays one page with %s', async (_name, patch) => {
    const { source } = readPdf(await certificatePdf(aSheet(patch)));
    expect(source.match(/\/Type \/Page\n/g)).toHaveLength(1);
  });
});

describe('typefaces', () => {
  it('change only where a character asks for it, and keep a Latin word together', () => {
    expect(runsOf('髙﨑𠮷乃')).toEqual([
      { face: 'text', text: '髙﨑' },
      { face: 'rare', text: '𠮷' },
      { face: 'text', text: '乃' },
    ]);
    expect(runsOf('Nguyễn A')).toEqual([
      { face: 'rare', text: 'Nguyễn' },
      { face: 'text', text: ' A' },
    ]);
  });

  it('show the form of a character that its selector asks for, and the plain one for an unknown selector', async () => {
    expect(runsOf(`${KATSUSHIKA}城`)).toEqual([{ face: 'text', text: `${KATSUSHIKA}城` }]);
    expect(runsOf('花\u{E01EF}子\uFE00')).toEqual([{ face: 'text', text: '花子' }]);
    expect(runsOf('\u{E0100}')).toEqual([]);
    const map = create(faceBytes('text'))._cmapProcessor;
    expect(map.lookup(0x845b, 0xe0100)).not.toBe(map.lookup(0x845b));
    expect(readPdf(await certificatePdf(aSheet({ name: KATSUSHIKA }))).text).toContain(KATSUSHIKA);
  });

  it('name what neither has, and print a geta for it, never an empty box', () => {
    expect(unprintable('山田 花子 﨑𠮷Ổñł')).toEqual([]);
    expect(unprintable('민수 😀\n')).toEqual(['민', '수', '😀', '\n']);
    expect(runsOf('수')).toEqual([{ face: 'text', text: '〓' }]);
  });
});
