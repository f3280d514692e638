import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

type Level = 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal';

/** Structured logs: what happened, with ids; never names, answers, addresses, tokens. */
export function makeLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, base: null, serializers: { err: describeError } };
  return destination ? pino(options, destination) : pino(options);
}

// Nest tells every route and module that it finds; that is for whoever is looking for a mistake in the wiring.
const CHATTY = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
]);

/** Nest's logger on pino. Callers write `log.warn({ mailId }, 'mail not taken')` or one sentence. */
export function nestLogger(sink: Logger): LoggerService {
  const write =
    (asked: Level) =>
    (message: unknown, ...rest: unknown[]): void => {
      // Nest appends the name of the room that speaks as the last argument.
      const last = rest.at(-1);
      const room = typeof last === 'string' ? last : undefined;
      const level = asked === 'info' && CHATTY.has(room ?? '') ? 'debug' : asked;
      if (message instanceof Error) sink[level]({ room, err: message }, message.message);
      else if (message !== null && typeof message === 'object')
        sink[level]({ room, ...message }, rest.length > 1 ? String(rest[0]) : undefined);
      else sink[level]({ room }, String(message));
    };
  return {
    log: write('info'),
    error: write('error'),
    warn: write('warn'),
    debug: write('debug'),
    verbose: write('trace'),
    fatal: write('fatal'),
  };
}

const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/; // SQLSTATE class: PostgreSQL quotes the value in the message

/** An error without what a database driver adds to it: statements, parameters and some messages hold people's words. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'not an Error' };
  const code = (error as { code?: unknown }).code;
  const isAboutData = typeof code === 'string' && DATA_EXCEPTION.test(code);
  return {
    type: error.name,
    message: isAboutData ? 'a value was not accepted' : error.message.split('\n')[0],
    code: typeof code === 'string' ? code : undefined,
    // Without its head, which repeats the whole message.
    stack: error.stack
      ?.split('\n')
      .filter((line) => /^ +at /.test(line))
      .join('\n'),
  };
}
