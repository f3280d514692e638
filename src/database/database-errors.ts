import { ConfigError } from '../config/config-error.js';

/** Another process held the database too long. Nothing was saved; trying again helps (503, the words kept). */
export class DatabaseBusy extends Error {
  constructor(options?: ErrorOptions) {
    super('the database is busy', options);
  }
}

/** The connection broke while committing: whether the unit was saved is unknown. It is never reported as saved. */
export class CommitUnknown extends Error {
  constructor(options?: ErrorOptions) {
    super('the connection was lost during COMMIT', options);
  }
}

/** A unit of work took longer than its ten seconds and was rolled back. */
export class UnitTimedOut extends Error {
  constructor() {
    super('a unit of work did not end in time and was rolled back');
  }
}

/** The application cannot start on this database. The message says what to do, in one line. */
export class StartRefused extends ConfigError {}
