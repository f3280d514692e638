import { Version } from './database/version.entity.js';

/** Every table of the application, for the reading and the writing connection and the schema test. */
export const entities = [Version];
