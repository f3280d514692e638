import { ConfigError } from '../config/config-error.js';
import { nearest } from './schema/nearest.js';

/**
 * The tracks that council.yaml speaks of are tracks that there are: a slip in an id would let certificates go out with the
 * wrong issuer, and nobody would notice. @throws ConfigError naming the file, the key and the id that was meant
 */
export function checkCouncilTracks(
  given: readonly string[],
  { known, file }: { known: readonly string[]; file: string },
): void {
  const unknown = given.find((track) => !known.includes(track));
  if (unknown === undefined) return;
  const meant = nearest(unknown, known);
  const hint = meant ? `Did you mean ${meant}?` : `There are ${known.join(', ')}.`;
  throw new ConfigError(`${file}: certificates.${unknown} is not the id of a track. ${hint}`);
}
