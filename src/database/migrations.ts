import type { MigrationInterface } from 'typeorm';
import { CreateVersion1760000000000 } from './migrations/1760000000000-create-version.js';

/** Every migration, oldest first. One line each; never edited once merged. */
export const migrations: (new () => MigrationInterface)[] = [CreateVersion1760000000000];
