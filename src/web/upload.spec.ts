import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Body, Controller, Injectable, Module, Post } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { IsDefined, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import supertest from 'supertest';
import { MULTIPART, inParts, part } from '../../test/support/multipart.js';
import { readConfig } from '../config/config.js';
import { NotFound } from '../shared/domain-error.js';
import { guardBrowsers } from './browser-guard.js';
import { Field, parseForm } from './form.js';
import { FORM_BYTES } from './posted-fields.js';
import type { PostedFile } from './posted-file.js';
import { Submission } from './submissions.js';
import type { SubmissionId } from './submissions.js';
import { Upload, readParts } from './upload.js';
import { statusOf } from './error-pages.js';

const MOST = 2_500_000;

class LessonForm {
  @Field({ verbatim: true }) @MaxLength(1_000_000, { message: 'x.text.long' }) text: string;
  @Field({ file: true }) @IsDefined({ message: 'x.upload.missing' }) upload: PostedFile;
  @Field({ file: true, many: true }) images: PostedFile[];
}

let bodiesAtGuard: unknown[] = [];

@Injectable()
class Guard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    bodiesAtGuard.push(request.body);
    if (request.headers.cookie === undefined) throw new NotFound();
    return true;
  }
}

@Controller()
class Forms {
  @Upload({ bytes: MOST })
  @Post('upload')
  upload(@Body() body: unknown, @Submission() submission: SubmissionId): object {
    const parsed = parseForm(LessonForm, body);
    if (!parsed.ok) return { errors: parsed.form.errors, typed: parsed.form.fields.text!.value };
    const { text, upload, images } = parsed.value;
    const sizes = [upload, ...images].map(({ name, bytes }) => [name, bytes.length]);
    return { text: text.length, sizes, id: submission.id };
  }

  @Post('other')
  other(@Body() body: unknown): unknown {
    return body;
  }
}

@Module({ controllers: [Forms] })
class Room {}

let app: NestFastifyApplication;
let port: number;
const config = readConfig({ TOMONI_ENV: 'test', TOMONI_PORT: '0' });

beforeAll(async () => {
  const module = await Test.createTestingModule({ imports: [Room] }).compile();
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter({ bodyLimit: FORM_BYTES }), {
    logger: false,
  });
  guardBrowsers(app.getHttpAdapter().getInstance(), config);
  app.useGlobalGuards(new Guard());
  app.useGlobalFilters({
    catch: (error: unknown, host) =>
      void host
        .switchToHttp()
        .getResponse<{ code(status: number): { send(): void } }>()
        .code(statusOf(error))
        .send(),
  });
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as AddressInfo).port;
});
afterAll(() => app.close());
beforeEach(() => {
  bodiesAtGuard = [];
});

interface Answer {
  readonly status: number;
  readonly body: object;
}

const post = (path: string, headers: Record<string, string> = {}) =>
  supertest(app.getHttpServer())
    .post(path)
    .set({ 'sec-fetch-site': 'same-origin', 'content-type': MULTIPART, cookie: 'known', ...headers });
async function answered(sent: ReturnType<typeof post>): Promise<Answer> {
  const { status, body } = (await sent) as Answer;
  return { status, body };
}
const yaml = { file: 'a.yaml', bytes: 'id: a' };
const form = (text = 'あ', upload = yaml) =>
  inParts([part('_key', 'k'.repeat(16)), part('text', text), part('upload', upload)]);

describe('a form in parts', () => {
  it('is read where its route says so, with a text of a megabyte', async () => {
    const { status, body } = await answered(post('/upload').send(form('あ'.repeat(333_333))));
    expect([status, body]).toEqual([
      201,
      { text: 333_333, sizes: [['a.yaml', 5]], id: expect.any(String) as string },
    ]);
    expect(bodiesAtGuard).toEqual([undefined]);
  });

  it('may bring several files under one name', async () => {
    const image = (file: string) => part('images', { file, bytes: 'x' });
    const { body } = await answered(
      post('/upload').send(inParts([part('upload', yaml), image('1.png'), image('2.png')])),
    );
    expect(body).toMatchObject({
      sizes: [
        ['a.yaml', 5],
        ['1.png', 1],
        ['2.png', 1],
      ],
    });
  });

  it('tells what is missing, and gives back what was typed', async () => {
    const { body } = await answered(
      post('/upload').send(inParts([part('text', ' a\r\nb'), part('upload', { file: '', bytes: '' })])),
    );
    expect(body).toMatchObject({ errors: [{ field: 'upload', code: 'x.upload.missing' }], typed: ' a\nb' });
  });

  it('is refused at every other route, and as another type', async () => {
    expect((await post('/other').send(form())).status).toBe(415);
    expect((await post('/upload', { 'content-type': 'multipart/form-data' }).send(form())).status).toBe(415);
    expect((await post('/upload', { 'content-type': 'application/json' }).send('{}')).status).toBe(415);
    expect(
      (await post('/upload', { 'content-type': `${MULTIPART}; charset=utf-7` }).send(form())).status,
    ).toBe(415);
    expect(bodiesAtGuard).toEqual([]);
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['nowhere', { 'sec-fetch-site': 'none', origin: 'null' }],
  ])('is refused from %s', async (_where, headers) => {
    expect((await post('/upload', headers).send(form())).status).toBe(403);
  });

  it.each([
    ['too many parts', inParts(Array.from({ length: 65 }, () => part('images', yaml)))],
    ['two files where one is meant', inParts([part('upload', yaml), part('upload', yaml)])],
    ['a file where a text is meant', inParts([part('text', yaml), part('upload', yaml)])],
    ['a field that the form does not have', inParts([part('upload', yaml), part('isAdmin', '1')])],
    ['half of it', form().subarray(0, 200)],
    ['nothing', Buffer.alloc(0)],
  ])('with %s is refused', async (_what, body) => {
    expect((await post('/upload').send(body)).status).toBe(400);
  });

  it('that is too large is refused with an answer that arrives', async () => {
    const large = form('a'.repeat(MOST));
    expect((await post('/upload').send(large)).status).toBe(413);
    expect((await post('/upload').send(form())).status).toBe(201);
  });

  it('is not read of who may not enter, and is let go by', async () => {
    const { status } = await post('/upload', { cookie: '' })
      .unset('cookie')
      .send(form('a'.repeat(MOST)));
    expect([status, bodiesAtGuard]).toEqual([404, [undefined]]);
  });

  it('may come as any other form too, without a file', async () => {
    const { body } = await answered(
      post('/upload', {
        'content-type': 'application/x-www-form-urlencoded',
      }).send('text=a&upload=a.yaml'),
    );
    expect(body).toMatchObject({ errors: [{ field: 'upload' }], typed: 'a' });
  });

  it('is the same sending when the same is sent, and another when a byte of the file is another', async () => {
    const ids: unknown[] = [];
    for (const bytes of ['id: a', 'id: a', 'id: b'])
      ids.push(
        ((await post('/upload').send(form('あ', { file: 'a.yaml', bytes }))).body as { id: string }).id,
      );
    expect([ids[0] === ids[1], ids[0] === ids[2]]).toEqual([true, false]);
  });
});

describe('on the wire', () => {
  const wire = async (head: readonly string[], body: Buffer | string) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(
      [
        'POST /upload HTTP/1.1',
        'Host: x',
        'Cookie: known',
        'Sec-Fetch-Site: same-origin',
        `Content-Type: ${MULTIPART}`,
        ...head,
        '',
        '',
      ].join('\r\n'),
    );
    socket.write(body);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', () => undefined);
    return { socket, answer: () => Buffer.concat(chunks).toString() };
  };

  it('a form that does not say how long it is, or says more than can be waited for, is not waited for', async () => {
    for (const [head, status] of [
      [['Transfer-Encoding: chunked'], 411],
      [['Content-Length: 99000000000'], 413],
    ] as const) {
      const { socket, answer } = await wire(head, '5\r\nabcde\r\n');
      await once(socket, 'close');
      expect(answer()).toMatch(`HTTP/1.1 ${status} `);
    }
  });

  it('a form whose sender goes away half-way leaves nothing behind', async () => {
    const { socket } = await wire(['Content-Length: 1000000'], part('text', 'a'));
    while (bodiesAtGuard.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    socket.destroy();
    expect((await post('/upload').send(form())).status).toBe(201);
  });
});

it('reads nothing of a request that is no form in parts', async () => {
  const request = {
    headers: {},
    routeOptions: { config: {} },
    body: { a: '1' },
  } as unknown as FastifyRequest;
  await readParts(request);
  expect(request.body).toEqual({ a: '1' });
});
