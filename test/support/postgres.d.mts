export interface Postgres {
  readonly url: string;
  /** Of the server itself. */
  readonly pid: number;
  stop(): Promise<void>;
}

export function startPostgres(choice?: { durable?: boolean }): Promise<Postgres>;
