import { contactDetailsIn } from './contact-details.rules.js';

describe('contact details in a text', () => {
  it.each([
    ['kai@example.jp に送ってください', ['mail']],
    ['ｋａｉ＠ｅｘａｍｐｌｅ．ｊｐ', ['mail']],
    ['電話は090-1234-5678です', ['phone']],
    ['０９０－１２３４－５６７８', ['phone']],
    ['(095)822-0000', ['phone']],
    ['09512345678', ['phone']],
    ['095 822 0000', ['phone']],
    ['LINEのIDは aoi です', ['line']],
    ['https://line.me/ti/p/x', ['line']],
    ['kai@example.jp か 090-1234-5678', ['mail', 'phone']],
    ['2026-12-05 の 10:00-11:00 に、300円で', []],
    ['オンラインでつながります。ラインで並んで待ちます。', []],
    ['', []],
  ])('%j holds %j', (text, kinds) => {
    expect(contactDetailsIn(text)).toEqual(kinds);
  });
});
