import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last number given in a track and fiscal year. It moves in the unit that issues, so no number is ever lost. */
@Entity('certificate_series')
export class CertificateSeries {
  @PrimaryColumn('varchar', { length: 3 })
  trackCode: string;

  @PrimaryColumn('integer')
  fiscalYear: number;

  @Column('integer')
  last: number;
}
