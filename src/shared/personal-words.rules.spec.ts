import { holdsContactDetails, personalIn } from './personal-words.rules.js';

describe('what may lead to somebody', () => {
  it.each([
    ['mail', 'ao@example.jp に書いてください'],
    ['mail', 'ａｏ＠ｅｘａｍｐｌｅ．ｊｐ です'],
    ['mail', 'ao(at)example.jp'],
    ['mail', 'ao アットマーク example'],
    ['mail', 'ao あっと example'],
    ['phone', '090-1234-5678'],
    ['phone', '電話は０９０－１２３４－５６７８です'],
    ['phone', '090ー1234ー5678 に'],
    ['phone', '09012345678'],
    ['phone', '(03) 1234 5678'],
    ['phone', '(095)822-0000'],
    ['phone', '095 822 0000'],
    ['phone', '+81 90 1234 5678'],
    ['phone', '2026-12-05 に 090_1234_5678 へ'],
    ['web', 'https://example.jp/kai'],
    ['web', 'www.example.jp を見てください'],
    ['web', 'example.com にあります'],
    ['web', 't.me/aoi です'],
    ['account', 'LINE ID は ao_12 です'],
    ['account', 'LINEは ao_12'],
    ['account', 'インスタ：ao_12'],
    ['account', 'らいんを交換'],
    ['account', 'ラインを交換しませんか'],
    ['account', 'インスタのアカウントで'],
    ['account', '@aoi_2026 です'],
    ['account', 'ID: aoi-55'],
    ['account', 'ZoomのIDは 123-456 です'],
    ['name', '田中さんが話してくれました'],
    ['name', 'きのう佐々木さんと'],
    ['name', 'タナカさんが'],
    ['name', '鈴木先生'],
    ['name', '洋子さん、直人さん、剛士さん'],
    ['clinic', '見本病院の帰りに寄れます'],
    ['clinic', 'アオゾラクリニックの近く'],
  ])('%s: %s', (kind, text) => {
    expect(personalIn(text)).toEqual([kind]);
  });

  it('finds several, in a fixed order', () => {
    expect(personalIn('田中さんは 090-1234-5678、ao@example.jp')).toEqual(['mail', 'phone', 'name']);
  });

  it.each([
    '火曜の10時から11時半まで、2階です。',
    '2026年5月12日 13:30からです',
    '09:00 10:00 11:00 のどれか',
    '電話は苦手です。オンラインのグループがあると行きやすいです。',
    'オンラインで教えてもらいました',
    'online group もあります',
    'LINEは使いません',
    'オンラインでつながります。ラインで並んで待ちます。',
    'Zoomのアカウントがなくても、Zoomでつながれます',
    '2026-12-05 の 10:00-11:00 に、300円で',
    '皆さんのおかげです。お母さんと行きました。',
    'お医者さんや看護師さん、スタッフさんが',
    '花屋さんのとなり、パン屋さんの2階',
    '担当の先生に聞きました',
    '病院の中のカフェ、近くの病院、総合病院の待合室、動物病院のとなり',
    '精神科病院やクリニックでも',
    '今日病院に行ってから、午後クリニックの帰りに、毎月病院に行く日は',
    '3-4人で、10:00-12:00、水曜の13時30分',
    '2026-12-05 2026-12-19 のどちらか。2026.05.12・2026.05.13',
    '1時間があっという間でした。アットホームです。',
    '赤ちゃんと、お子さんと、お嬢さんと、双子さんと、猫ちゃんも、ワンちゃんも',
    '園長先生、店長さん、運転手さん、大家さん、学生さん、相手さん、彼女さん、友人さん、新人さん',
    'ケアマネさん、コーディネーターさん、受付さん、司会さん、係さん、薬局さん、社協さん',
    '保健師さん、精神保健福祉士さん、作業療法士さん、管理人さん、同僚さん、高齢者さん',
    'ガイドラインを教えてもらい、スタートラインでつながり、つらいんで教えてほしくて',
    'LINEで教えてもらいました。Zoomでつながります。インスタで見ました。',
    '会費@500円、10分×3回、血圧120-80、8:30 9:00 9:30 10:00',
    '100円、1,500円、20,000円',
    '',
  ])('finds nothing in: %s', (text) => {
    expect(personalIn(text)).toEqual([]);
  });
});

describe('contact details', () => {
  it.each([
    ['ao@example.jp に送ってください', true],
    ['電話は０９０－１２３４－５６７８です', true],
    ['https://line.me/ti/p/x', true],
    ['田中さんのいる見本クリニックの2階。https://example.jp/kai', false],
    ['', false],
  ])('%j holds some: %s', (text, holds) => expect(holdsContactDetails(text)).toBe(holds));
});
