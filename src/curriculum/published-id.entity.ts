import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An id on which somebody's progress may hang. It keeps its kind for ever, also after it was taken out. */
@Entity('published_id')
export class PublishedId {
  @PrimaryColumn('varchar', { length: 60 })
  trackId: string;

  /** Where it stands: module, module/step, module/step#question or module/step#scene. */
  @PrimaryColumn('varchar', { length: 200 })
  place: string;

  @Column('varchar', { length: 20 })
  kind: string;
}
