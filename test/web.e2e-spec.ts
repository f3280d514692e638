import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('every response', () => {
  it.each(['/support', '/nowhere', '/health/live', '/assets/none.css', '/settings/display'])(
    '%s carries the security headers',
    async (path) => {
      const { headers } = await app.browser().get(path);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cache-control': 'no-store',
      });
      expect(headers).not.toHaveProperty('x-powered-by');
    },
  );
});

/** What comes back for these very bytes. */
async function answerTo(bytes: string): Promise<string> {
  const { port } = app.nest.getHttpServer().address() as AddressInfo;
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  socket.write(bytes);
  let answer = '';
  for await (const part of socket) answer += part as string;
  return answer;
}

describe('what is refused before any page is looked for', () => {
  beforeAll(() => app.nest.listen(0, '127.0.0.1'));
  const end = 'Host: x\r\nConnection: close\r\n\r\n';

  it.each([
    ['an address that cannot be read', `GET /%zz HTTP/1.1\r\n${end}`],
    ['letters that are no UTF-8', `GET /verify/%ff HTTP/1.1\r\n${end}`],
    ['a question about the server', `OPTIONS * HTTP/1.1\r\n${end}`],
    ['a method that there is not', `EVIL / HTTP/1.1\r\n${end}`],
    ['an endless address', `GET /${'a'.repeat(20_000)} HTTP/1.1\r\n${end}`],
    ['two lengths', `POST /login HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n${end}`],
  ])(
    '%s is answered with the headers of every page and tells nothing of the program',
    async (_what, bytes) => {
      const answer = await answerTo(bytes);
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(answer).toMatch(/^content-security-policy: default-src 'none'/im);
      expect(answer).toMatch(/^x-content-type-options: nosniff/im);
      expect(answer).not.toMatch(/FST_|statusCode|application\/json/);
    },
  );

  it('says it with a page where a person may have mistyped an address', async () => {
    expect(await answerTo(`GET /%zz HTTP/1.1\r\n${end}`)).toContain('<h1>');
  });
});

describe('a page that is not there', () => {
  it.each(['/nowhere', '/%61dmin/nowhere', '/nowhere/../x', '/SUPPORT', '/support/'])(
    '%s is told with a page and 404',
    async (path) => {
      const response = await app.browser().get(path);
      expect(response.status).toBe(404);
      expect(response.text).toContain('<h1>');
      expect(response.text).toContain('相談できるところ');
    },
  );

  it('says nothing about what lies behind', async () => {
    const { text } = await app.browser().get('/nowhere');
    expect(text).not.toMatch(/node_modules|Error:|Cannot GET|fastify|nest/i);
  });
});

describe('a form from elsewhere', () => {
  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ])('is refused with %j', async (headers) => {
    const response = await app
      .browser()
      .post('/settings/display')
      .unset('sec-fetch-site')
      .set(headers)
      .type('form')
      .send({ theme: 'dark' });
    expect(response.status).toBe(403);
  });
});

describe('what cannot be read', () => {
  it('is told plainly when it is too large', async () => {
    const response = await app
      .browser()
      .post('/settings/display')
      .type('form')
      .send({ theme: 'x'.repeat(200_001) });
    expect(response.status).toBe(413);
    expect(response.text).toContain('<h1>');
  });

  it.each(['application/json', 'text/xml', 'application/octet-stream'])(
    'is never a crash: %s',
    async (type) => {
      const response = await app
        .browser()
        .post('/settings/display')
        .set('content-type', type)
        .send('{"theme":');
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(response.status).toBeLessThan(500);
    },
  );

  it('is refused when fields were added by hand', async () => {
    const response = await app
      .browser()
      .post('/settings/display')
      .type('form')
      .send({ theme: 'dark', isAdmin: '1' });
    expect(response.status).toBe(400);
  });
});

describe('health', () => {
  it('answers live and ready with one word', async () => {
    expect((await app.browser().get('/health/live')).text).toBe('ok');
    expect((await app.browser().get('/health/ready')).text).toBe('ok');
  });
});

describe('display settings of a visitor', () => {
  const chosen = { theme: 'calm', size: 'l', ruby: '1', words: 'easy', progress: 'hide', lang: 'ja' };

  it('are kept and change every page', async () => {
    const browser = app.browser();
    const saved = await browser.post('/settings/display').type('form').send(chosen);
    expect(saved.status).toBe(303);
    const { text } = await browser.get(saved.headers.location!);
    expect(text).toMatch(/<html[^>]*data-theme="?calm/);
    expect(text).toMatch(/<html[^>]*data-size="?l/);
    expect(text).toContain('保存しました');
  });

  it('speak English when chosen', async () => {
    const browser = app.browser();
    await browser
      .post('/settings/display')
      .type('form')
      .send({ ...chosen, lang: 'en' });
    expect((await browser.get('/support')).text).toMatch(/<html lang="?en/);
  });

  it('name each language in itself, and say so to who listens', async () => {
    const { text } = await app.browser().get('/settings/display');
    expect(text).toContain('<span lang="ja">日本語</span>');
    expect(text).toContain('<span lang="en">English</span>');
  });

  it('are refused with a message when one is unknown', async () => {
    const response = await app
      .browser()
      .post('/settings/display')
      .type('form')
      .send({ ...chosen, theme: 'neon' });
    expect(response.status).toBe(422);
    expect(response.text).toContain('<title>確認：');
    expect(response.text).toContain('href="#theme"');
  });

  it('ignore a broken cookie', async () => {
    const response = await app.browser().get('/support').set('cookie', 'ui=%00%ff;;theme=<script>');
    expect(response.status).toBe(200);
    expect(response.text).not.toContain('<script>');
  });
});

describe('who sends too slowly', () => {
  it('is noticed soon after their time is over', () => {
    const server: Server & { connectionsCheckingInterval?: number } = app.nest.getHttpServer();
    const patience = (allowed: number) => allowed + server.connectionsCheckingInterval!;
    expect(patience(server.requestTimeout)).toBeLessThanOrEqual(30_000);
    expect(patience(server.headersTimeout)).toBeLessThanOrEqual(15_000);
  });
});

describe('a request that was on its way when the house began to close', () => {
  it('is answered like any other', async () => {
    const closing = await startApp();
    await closing.nest.listen(0, '127.0.0.1');
    const server = closing.nest.getHttpServer();
    const arrived = once(server, 'connection');
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    socket.write('GET /support HTTP/1.1\r\nHost: x\r\n');
    const [accepted] = (await arrived) as [Socket];
    while (accepted.bytesRead === 0) await setTimeout(1);
    const closed = closing.close();
    while (server.listening) await setTimeout(1);
    socket.write('Connection: close\r\n\r\n');
    let answer = '';
    for await (const part of socket) answer += part as string;
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('<h1>');
  });
});
