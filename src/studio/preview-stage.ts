import { Buffer } from 'node:buffer';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Person } from '../accounts/person.entity.js';
import { SessionService } from '../accounts/session.service.js';
import type { Edition } from '../curriculum/edition.js';
import { Database } from '../database/database.js';
import { PreviewCast } from './preview-cast.js';
import type { PreviewClock } from './preview-clock.js';
import type {
  PageRequest,
  PreviewAnswer,
  PreviewPage,
  PreviewRequest,
  PreviewSeat,
} from './preview-messages.js';
import { PreviewPlaces } from './preview-places.js';
import { rewriteAddress, rewritePage } from './preview-rewrite.rules.js';
import type { PreviewState } from './preview.rules.js';

const DAY = 24 * 60 * 60_000;
/** Further than any wait or validity; and no clock runs away. */
const MOST_DAYS = 400;

interface Trainee {
  readonly personId: string;
  readonly entry: string;
  readonly passed: Set<string>;
  token: string;
  /** Milliseconds by which this trainee's clock is ahead. */
  offset: number;
  display: string;
}

/** The inside of a preview: one course, its fictional trainees, and the application that shows it to them. */
export class PreviewStage {
  private readonly trainees = new Map<string, Trainee>();
  private readonly cast: PreviewCast;
  private readonly places: PreviewPlaces;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly nest: NestFastifyApplication,
    private readonly clock: PreviewClock,
    private readonly given: {
      readonly edition: Edition;
      readonly origin: string;
      readonly names: Readonly<Record<PreviewState, string>>;
    },
  ) {
    this.cast = new PreviewCast(nest, clock, given.edition);
    this.places = new PreviewPlaces(nest, given.edition);
  }

  /** One at a time: the clock shows the time of the trainee whose turn it is. */
  answer(request: PreviewRequest): Promise<PreviewAnswer> {
    const turn = this.last.then(() => this.take(request));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async take(request: PreviewRequest): Promise<PreviewAnswer> {
    if (request.kind === 'reset') this.trainees.delete(keyOf(request));
    const trainee = await this.find(request);
    this.clock.offset = trainee.offset;
    try {
      return await this.serve(trainee, request);
    } finally {
      trainee.offset = this.clock.offset;
    }
  }

  private async serve(trainee: Trainee, request: PreviewRequest): Promise<PreviewAnswer> {
    switch (request.kind) {
      case 'page':
        return this.show(trainee, request);
      case 'seek':
        return this.places.seek(trainee.personId, request.place);
      case 'day':
        // A second press, or a reload, is the same day.
        if (!trainee.passed.has(request.key) && trainee.passed.size < MOST_DAYS) {
          trainee.passed.add(request.key);
          this.clock.pass(DAY);
        }
        return { path: trainee.entry, isExact: true };
      case 'enter':
      case 'reset':
        return { path: trainee.entry, isExact: true };
    }
  }

  private async find(seat: PreviewSeat): Promise<Trainee> {
    const known = this.trainees.get(keyOf(seat));
    if (known) return known;
    this.clock.offset = 0;
    const actor = await this.cast.enter(seat.state, this.given.names[seat.state]);
    const trainee = {
      ...actor,
      passed: new Set<string>(),
      token: '',
      offset: this.clock.offset,
      display: '',
    };
    this.trainees.set(keyOf(seat), trainee);
    return trainee;
  }

  private async show(trainee: Trainee, request: PageRequest): Promise<PreviewPage> {
    await this.dress(trainee, request.display);
    const { origin } = this.given;
    const answer = await this.nest
      .getHttpAdapter()
      .getInstance()
      .inject({
        method: request.method === 'POST' ? 'POST' : request.method === 'HEAD' ? 'HEAD' : 'GET',
        url: request.url,
        headers: {
          cookie: `session=${trainee.token}`,
          'sec-fetch-site': 'same-origin',
          ...(request.purpose === null ? {} : { 'sec-purpose': request.purpose }),
          ...(request.body === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        },
        ...(request.body === null ? {} : { payload: request.body }),
      });
    const type = String(answer.headers['content-type'] ?? 'text/plain; charset=utf-8');
    const led = answer.headers.location;
    const rewriting = { prefix: request.prefix, origin };
    return {
      status: answer.statusCode,
      type,
      location: typeof led === 'string' ? rewriteAddress(led, rewriting) : null,
      pieces: type.startsWith('text/html') ? piecesOf(answer.payload, rewriting) : [answer.rawPayload],
      place: await this.places.shownAt(trainee.personId, request.url),
      days: trainee.passed.size,
    };
  }

  /** Whoever signed out, or was away for long, is signed in again; and sees pages as was asked for. */
  private async dress(trainee: Trainee, display: string): Promise<void> {
    const found = trainee.token === '' ? null : await this.nest.get(SessionService).find(trainee.token);
    if (found?.kind !== 'live') trainee.token = await this.cast.signIn(trainee.personId);
    if (trainee.display === display) return;
    await this.nest.get(Database).write((tx) => tx.update(Person, { id: trainee.personId }, { ui: display }));
    trainee.display = display;
  }
}

function keyOf({ viewer, state }: PreviewSeat): string {
  return `${viewer} ${state}`;
}

function piecesOf(html: string, rewriting: { prefix: string; origin: string }): Uint8Array[] {
  const { head, top, rest } = rewritePage(html, rewriting);
  return [head, top, rest].map((piece) => Buffer.from(piece));
}
