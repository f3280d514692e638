import { Column, Entity, Index } from 'typeorm';
import { Day, IdColumn } from '../database/columns.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { WishHours, WishKind, WishState } from './wish.rules.js';
import type { ActivityForm } from '../activities/activity-content.rules.js';

/**
 * What somebody said is missing. Nothing here leads to a person: no account, no address, no time finer than a day, and an
 * id that says neither when it was made nor who sent it.
 */
@Entity('activity_wish')
@Index('activity_wish_state', ['state', 'sentOn'])
export class ActivityWish {
  @IdColumn()
  id: string;

  @Column('varchar', { length: 10 })
  kind: WishKind;

  /** Empty where none was chosen; so are the next two. */
  @Column('varchar', { length: 20 })
  form: ActivityForm | '';

  /** Id of an area of council.yaml. */
  @Column('varchar', { length: 40 })
  area: string;

  @Column('varchar', { length: 20 })
  hours: WishHours | '';

  @Column('text')
  text: string;

  @Column('varchar', { length: 10 })
  state: WishState;

  /** The office approved that anybody reads the text. */
  @Column('boolean')
  showsText: boolean;

  @Day()
  sentOn: CalendarDay;

  /** When the office last changed its state. */
  @Day({ nullable: true })
  decidedOn: CalendarDay | null;
}
