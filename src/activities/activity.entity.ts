import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Day, IdColumn, Instant, RefColumn } from '../database/columns.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { Organiser } from './organiser.entity.js';

/**
 * One entry of the directory, as it is approved. What it says stands in `content`; the columns behind it repeat what
 * search asks for and are written together with it, in one place.
 */
@Entity('activity')
@Index('activity_list', [
  'confirmedOn',
  'id',
  'closedAt',
  'area',
  'places',
  'forms',
  'audiences',
  'access',
  'slots',
  'isFree',
  'needsNoBooking',
])
export class Activity {
  @IdColumn()
  id: string;

  @Index('activity_organiser')
  @RefColumn()
  organiserId: string;

  @ManyToOne(() => Organiser, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'organiser_id', foreignKeyConstraintName: 'activity_organiser_fk' })
  organiser: Relation<Organiser>;

  /** From 1, and one more with each approved change. */
  @Column('integer')
  version: number;

  /** An `ActivityContent` as JSON. */
  @Column('text')
  content: string;

  /** When somebody who knows said last that all of it is right. */
  @Day()
  confirmedOn: CalendarDay;

  /** When the organiser was asked to confirm it; null again once it was confirmed. */
  @Instant({ nullable: true })
  askedAt: Date | null;

  /** It does not take place any more, or the office took it out. Nobody else sees it. */
  @Instant({ nullable: true })
  closedAt: Date | null;

  @Instant()
  publishedAt: Date;

  @Instant()
  changedAt: Date;

  @Column('varchar', { length: 60 })
  title: string;

  /** Its reading order: small letters, one width, hiragana, without ruby. */
  @Column('varchar', { length: 120 })
  sortedAs: string;

  /** Empty where it is online only. */
  @Column('varchar', { length: 40 })
  area: string;

  /** Bit 0: at a place, bit 1: online. */
  @Column('integer')
  places: number;

  /** By the place in `FORMS`. */
  @Column('integer')
  forms: number;

  /** By the place in `AUDIENCES`. */
  @Column('integer')
  audiences: number;

  /** By the place in `ACCESS`: what is answered with yes. */
  @Column('integer')
  access: number;

  /** Bit `weekday * 3 + place in DAYPARTS`, Sunday is 0: of regular times and of dates. */
  @Column('integer', { default: 0 })
  slots: number;

  /** The `times` of the content alone, as JSON, for calendars. */
  @Column('text', { default: '' })
  times: string;

  @Column('boolean')
  isFree: boolean;

  @Column('boolean')
  needsNoBooking: boolean;

  /** Everything that can be read, folded like `sortedAs`. */
  @Column('text')
  searched: string;
}
