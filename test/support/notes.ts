import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Test } from '@nestjs/testing';
import { TypeOrmModule, getRepositoryToken } from '@nestjs/typeorm';
import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import { Column, Entity } from 'typeorm';
import type { Repository } from 'typeorm';
import type { Config } from '../../src/config/config.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { Day, IdColumn, Instant } from '../../src/database/columns.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import { Database } from '../../src/database/database.js';
import type { CalendarDay } from '../../src/shared/calendar-day.js';
import { freshDatabase } from './database.js';
import type { FreshDatabase } from './database.js';

/** A table for the tests of the database layer itself; no feature knows it. */
@Entity('note')
export class Note {
  @IdColumn()
  id: string;

  @Column('varchar', { length: 200, nullable: true })
  body: string | null;

  @Column('integer', { default: 0 })
  n: number;

  @Column('boolean', { default: false })
  open: boolean;

  @Instant({ nullable: true })
  writtenAt: Date | null;

  @Day({ nullable: true })
  dueOn: CalendarDay | null;
}

export interface Notes {
  readonly fresh: FreshDatabase;
  readonly config: Config;
  readonly db: Database;
  /** Injected as features inject it: on the reading connection. */
  readonly repository: Repository<Note>;
  /** From a connection of its own, as another process would. */
  outside(text: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function openNotes(env: Config['env'] = 'test'): Promise<Notes> {
  const fresh = await freshDatabase();
  const config = { ...fresh.config, env } as Config;
  const nest = await openNest(config);
  const outside = (text: string) => runOutside(fresh, text);
  await outside(
    `create table note (id varchar(36) primary key not null, body varchar(200) unique, n integer not null default 0,
     open boolean not null default false, written_at bigint, due_on varchar(10))`,
  );
  return {
    fresh,
    config,
    db: nest.get(Database),
    repository: nest.get(getRepositoryToken(Note)),
    outside,
    close: async () => {
      await nest.close();
      await fresh.drop();
    },
  };
}

/** What every program does at start, without the features. */
export async function openNest(config: Config) {
  const module = Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      DatabaseModule.forRoot({ entities: [Note] }),
      TypeOrmModule.forFeature([Note]),
    ],
  });
  return (await module.compile()).init();
}

async function runOutside(fresh: FreshDatabase, text: string): Promise<Record<string, unknown>[]> {
  if (fresh.config.databaseUrl) {
    const client = new pg.Client({ connectionString: fresh.config.databaseUrl });
    await client.connect();
    return client
      .query<Record<string, unknown>>(text)
      .then(({ rows }) => rows, null)
      .finally(() => client.end());
  }
  const handle = new BetterSqlite3(`${fresh.config.dataDir}/tomoni.db`);
  try {
    const prepared = handle.prepare<unknown[], Record<string, unknown>>(text);
    return prepared.reader ? prepared.all() : (prepared.run(), []);
  } finally {
    handle.close();
  }
}

/** Another process that writes, until it is told to let go. Resolves when it has begun. */
export async function holdFromOutside(fresh: FreshDatabase): Promise<{ release: () => Promise<unknown> }> {
  if (fresh.config.databaseUrl) {
    const client = new pg.Client({ connectionString: fresh.config.databaseUrl });
    await client.connect();
    await client.query('BEGIN; SELECT pg_advisory_xact_lock(1)');
    return { release: () => client.end() };
  }
  const script = `
    const db = new (require('better-sqlite3'))(process.argv[1]);
    db.exec('BEGIN EXCLUSIVE');
    console.log('held');
    process.stdin.once('end', () => db.exec('COMMIT')).resume();`;
  const holder = spawn(process.execPath, ['-e', script, `${fresh.config.dataDir}/tomoni.db`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(holder, 'exit');
  await once(holder.stdout, 'data');
  return {
    release: () => {
      holder.stdin.end();
      return gone;
    },
  };
}
