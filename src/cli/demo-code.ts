import { Secret, TOTP } from 'otpauth';
import { SystemClock } from '../shared/clock.js';

/** The second factor of every fictional member of staff; worth nothing outside the demonstration. */
export const DEMO_SECRET = 'DEMODEMODEMODEMODEMODEMODEMODEMO';

export function demoCode(now: Date): string {
  return new TOTP({ secret: Secret.fromBase32(DEMO_SECRET) }).generate({ timestamp: now.getTime() });
}

/** Prints the code that staff of the demonstration are asked for. */
export async function run(): Promise<number> {
  process.stdout.write(`${demoCode(new SystemClock().now())}\n`);
  return 0;
}
