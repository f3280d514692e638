import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many entries the directory had, by freshness, at the end of a day; entries themselves keep only the present. */
@Entity('directory_day')
export class DirectoryDay {
  /** `YYYY-MM-DD`. */
  @PrimaryColumn('varchar', { length: 10 })
  day: string;

  @Column('integer')
  fresh: number;

  @Column('integer')
  asked: number;

  @Column('integer')
  unconfirmed: number;

  /** Not closed, and too long without a confirmation to be shown. */
  @Column('integer')
  hidden: number;
}
