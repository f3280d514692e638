import { Injectable } from '@nestjs/common';
import { CohortService } from '../../cohorts/cohort.service.js';
import type { ChangeClass } from '../../curriculum/change.js';
import type { Edition } from '../../curriculum/edition.js';
import { EditionService } from '../../curriculum/edition.service.js';
import { Database } from '../../database/database.js';
import { NotFound } from '../../shared/domain-error.js';
import type { Me } from '../../web/me.js';
import { StudioScope } from '../studio-scope.service.js';

/** One time at which an edition became what the track shows. */
export interface PublishedEdition {
  readonly id: string;
  readonly hash: string;
  readonly label: string;
  readonly at: Date;
  /** Null: the files were published by the program. Empty once that person is erased. */
  readonly by: string | null;
  readonly confirmedBy: string | null;
  /** Null for the first, and for those from before publications were kept. */
  readonly class: ChangeClass | null;
  readonly isFirst: boolean;
  readonly isRestored: boolean;
  readonly note: string | null;
  readonly hasFiles: boolean;
}

/** A cohort in which somebody holds an edition that is not the newest. */
export interface CohortBehind {
  readonly id: string;
  /** Null for the standing cohort. */
  readonly name: string | null;
  readonly hash: string;
  /** Whether they may take it over to the newest. */
  readonly isTheirs: boolean;
}

export interface TrackEditions {
  readonly trackId: string;
  readonly current: Edition;
  readonly source: 'files' | 'studio';
  /** The newest first. */
  readonly publications: readonly PublishedEdition[];
  readonly behind: readonly CohortBehind[];
  readonly proposals: readonly { readonly id: string; readonly at: Date; readonly by: string }[];
}

interface Row {
  id: string;
  hash: string;
  label: string;
  at: number;
  by_name: string | null;
  confirmed_name: string | null;
  class: ChangeClass | null;
  previous_hash: string | null;
  restored: boolean | number;
  note: string | null;
  files: number;
  known: number;
}

/** What a track has shown, and whom the newest has not reached. */
@Injectable()
export class EditionsService {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
    private readonly scope: StudioScope,
    private readonly cohorts: CohortService,
  ) {}

  /** @throws NotFound when there is no such track, or it is not theirs */
  async of(me: Me, trackId: string): Promise<TrackEditions> {
    await this.assertTheirs(me, trackId);
    const track = await this.database.one<{ edition_hash: string; source: 'files' | 'studio' }>`
      select edition_hash, source from track where id = ${trackId}`;
    if (!track) throw new NotFound(`track ${trackId}`);
    const [current, publications, behind, proposals] = await Promise.all([
      this.editions.get(track.edition_hash),
      this.publications(trackId),
      this.behind(me, trackId),
      this.proposals(trackId),
    ]);
    return { trackId, current, source: track.source, publications, behind, proposals };
  }

  /** @throws NotFound also for an edition of another track */
  async edition(me: Me, trackId: string, hash: string): Promise<Edition> {
    await this.assertTheirs(me, trackId);
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new NotFound(`edition ${hash}`);
    const edition = await this.editions.get(hash);
    if (edition.track.id !== trackId) throw new NotFound(`edition ${hash} of ${trackId}`);
    return edition;
  }

  private async assertTheirs(me: Me, trackId: string): Promise<void> {
    if (!(await this.scope.tracksOf(me)).includes(trackId)) throw new NotFound(`track ${trackId}`);
  }

  /** Editions from before publications were kept stand there with the day on which they were made. */
  private async publications(trackId: string): Promise<PublishedEdition[]> {
    const rows = await this.database.sql<Row>`
      select p.id, p.edition_hash as hash, n.label, p.at, b.display_name as by_name,
        c.display_name as confirmed_name, p.class, p.previous_hash, p.restored, p.note, 1 as known,
        (select count(*) from edition_source s where s.edition_hash = p.edition_hash) as files
      from publication p join edition n on n.hash = p.edition_hash
      left join person b on b.id = p.by_id left join person c on c.id = p.confirmed_by_id
      where p.track_id = ${trackId}
      union all
      select n.hash as id, n.hash, n.label, n.created_at as at, null as by_name, null as confirmed_name,
        null as class, null as previous_hash, (1 = 0) as restored, null as note, 0 as known,
        (select count(*) from edition_source s where s.edition_hash = n.hash) as files
      from edition n
      where n.track_id = ${trackId} and not exists (select 1 from publication p where p.edition_hash = n.hash)
      order by at desc, id desc`;
    return rows.map((row) => ({
      id: row.id,
      hash: row.hash,
      label: row.label,
      at: new Date(Number(row.at)),
      by: row.by_name,
      confirmedBy: row.confirmed_name,
      class: row.class,
      isFirst: Number(row.known) === 1 && row.previous_hash === null,
      isRestored: Boolean(row.restored),
      note: row.note,
      hasFiles: Number(row.files) > 0,
    }));
  }

  /** By revision: also where what is shown now had been shown before. */
  private async behind(me: Me, trackId: string): Promise<CohortBehind[]> {
    const rows = await this.database.sql<Omit<CohortBehind, 'isTheirs'>>`
      select c.id, c.name, r.edition_hash as hash
      from enrolment e join cohort c on c.id = e.cohort_id join revision r on r.id = e.revision_id
      where e.track_id = ${trackId} and e.left_at is null
        and r.number < (select max(n.number) from revision n where n.track_id = ${trackId})
      group by c.id, c.name, c.created_at, r.edition_hash, r.number
      order by c.created_at, c.id, r.number`;
    const theirs = new Set((await this.cohorts.listFacilitatedBy(me.personId)).map(({ id }) => id));
    return rows.map((row) => ({ ...row, isTheirs: me.role === 'administrator' || theirs.has(row.id) }));
  }

  private async proposals(trackId: string): Promise<TrackEditions['proposals']> {
    const rows = await this.database.sql<{ id: string; proposed_at: number; display_name: string }>`
      select o.id, o.proposed_at, p.display_name
      from publication_proposal o join person p on p.id = o.proposed_by_id
      where o.track_id = ${trackId} and o.closed_at is null order by o.proposed_at, o.id`;
    return rows.map((row) => ({ id: row.id, at: new Date(Number(row.proposed_at)), by: row.display_name }));
  }
}
