import { isForm, isFromOurPages } from './browser-guard.js';

const ours = 'https://learn.example.jp';

describe('isFromOurPages', () => {
  it.each([
    ['GET', {}, true],
    ['HEAD', { 'sec-fetch-site': 'cross-site' }, true],
    ['POST', { 'sec-fetch-site': 'same-origin' }, true],
    ['POST', { 'sec-fetch-site': 'none' }, true],
    ['POST', { 'sec-fetch-site': 'none', origin: ours }, true],
    ['POST', { 'sec-fetch-site': 'none', origin: 'null' }, false],
    ['POST', { 'sec-fetch-site': 'none', origin: 'https://evil.example' }, false],
    ['POST', { 'sec-fetch-site': 'same-site' }, false],
    ['POST', { 'sec-fetch-site': 'cross-site', origin: ours }, false],
    ['POST', { origin: ours }, true],
    ['POST', { origin: 'null' }, false],
    ['POST', { origin: 'https://evil.example' }, false],
    ['POST', { origin: `${ours}.evil.example` }, false],
    ['POST', { referer: `${ours}/login` }, true],
    ['POST', { referer: 'https://evil.example/?https://learn.example.jp' }, false],
    ['POST', {}, false],
    ['DELETE', {}, false],
  ])('%s %j: %s', (method, headers, expected) => {
    expect(isFromOurPages({ method, headers }, ours)).toBe(expected);
  });
});

describe('isForm', () => {
  it.each([
    [undefined, true],
    ['application/x-www-form-urlencoded', true],
    ['application/x-www-form-urlencoded;charset=UTF-8', true],
    ['application/x-www-form-urlencoded ; charset=utf-8', true],
    ['application/x-www-form-urlencoded\t; a', false],
    ['application/x-www-form-urlencodedx', false],
    ['application/json', false],
    ['text/plain', false],
    ['multipart/form-data; boundary=x', false],
    ['', false],
  ])('%j: %s', (type, expected) => {
    expect(isForm({ headers: { 'content-type': type } })).toBe(expected);
  });
});
