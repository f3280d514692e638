import { randomInt } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { live } from './crash-server.life.js';
import type { Answer, Sent } from './crash-server.life.js';

/** Somebody with a session, made in the database before the server starts. */
export interface Learner {
  readonly personId: string;
  readonly token: string;
}

/** What one learner has sent so far: the ledger that is kept outside. */
export interface Life {
  readonly learner: Learner;
  /** Answered completely: each with the place to which the answer led. */
  readonly acknowledged: (Sent & { readonly location: string })[];
  /** To be sent, or sent and the answer was lost: then it is sent again as it is. */
  pending: Sent | null;
}

/** Sends forms without pause until it is told to stop, one learner's life after the other. */
export class Client {
  readonly lives: Life[] = [];
  /** Answers that no form of ours should ever get. */
  readonly surprises: string[] = [];
  resent = 0;
  unavailable = 0;
  private isStopped = true;
  private plan: Generator<Sent, void, Answer> | null = null;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(
    private readonly port: number,
    private readonly takeLearner: () => Learner | undefined,
  ) {}

  /** Ends when it was told to stop or the server is gone. */
  async run(): Promise<void> {
    this.isStopped = false;
    let form = this.lives.at(-1)?.pending ?? this.nextForm(null);
    while (!this.isStopped && form) {
      const life = this.lives.at(-1)!;
      life.pending = form;
      const answer = await this.send(life, form);
      if (answer === null) return;
      if (answer.status === 503) {
        this.unavailable += 1;
        await sleep(20);
        continue;
      }
      life.pending = null;
      if (answer.status === 303) life.acknowledged.push({ ...form, location: answer.location });
      else if (answer.status !== 200 || form.method === 'POST') {
        // What follows would only stumble over it.
        this.surprises.push(`${answer.status} ${form.path}`);
        return;
      }
      await this.sendAgain(life);
      form = this.nextForm(answer);
      this.lives.at(-1)!.pending = form;
    }
  }

  stop(): void {
    this.isStopped = true;
  }

  /** One in ten goes once more, as from an impatient finger: it must lead to the same place. */
  private async sendAgain(life: Life): Promise<void> {
    if (randomInt(10) > 0) return;
    // Once the certificate is there, the form for its name leads to it.
    const steady = life.acknowledged.filter(({ path }) => !path.endsWith('/name'));
    if (steady.length === 0) return;
    const earlier = steady[randomInt(steady.length)]!;
    const answer = await this.send(life, earlier);
    if (answer === null || answer.status === 503) return;
    this.resent += 1;
    if (answer.location !== earlier.location)
      this.surprises.push(`again: ${answer.status} ${answer.location} instead of ${earlier.location}`);
  }

  private nextForm(answer: Answer | null): Sent | null {
    const step = answer && this.plan?.next(answer);
    if (step && !step.done) return step.value;
    const learner = this.takeLearner();
    if (!learner) return null;
    this.lives.push({ learner, acknowledged: [], pending: null });
    this.plan = live();
    return this.plan.next().value as Sent;
  }

  /** Null when no complete answer came. */
  private send({ learner }: Life, { method, path, fields }: Sent): Promise<Answer | null> {
    const values = Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one]),
    );
    const body = new URLSearchParams(values).toString();
    const headers = {
      cookie: `session=${learner.token}`,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
    };
    const { agent, port } = this;
    return new Promise((resolve) => {
      const sent = request({ host: '127.0.0.1', port, agent, headers, method, path }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () =>
          resolve({ status: answer.statusCode!, location: answer.headers.location ?? '', text }),
        );
        answer.on('error', () => resolve(null));
      });
      sent.on('error', () => resolve(null)).end(body);
    });
  }
}
