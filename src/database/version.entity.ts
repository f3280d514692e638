import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often what a scope names has changed; what is memoised about it hangs on this number. */
@Entity('version')
export class Version {
  @PrimaryColumn('varchar', { length: 120 })
  scope: string;

  @Column('integer')
  n: number;
}
