import { Injectable } from '@nestjs/common';
import type { ActCode } from '../../audit/acts.rules.js';
import { Audit } from '../../audit/audit.service.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/database.js';
import { Clock } from '../../shared/clock.js';
import { DomainError, NotFound } from '../../shared/domain-error.js';
import { newId } from '../../shared/ids.js';
import type { Me } from '../../web/me.js';
import type { RowOrder } from '../name-orders.rules.js';
import type { Format } from '../report.form.js';
import { ExportTemplate } from './export-template.entity.js';
import { fileColumns, isTemplateColumn, MOST_TEMPLATES, nameKey } from './template.rules.js';
import type { DateKind, Layout } from './template.rules.js';

export interface NamedLayout extends Layout {
  readonly name: string;
}

export interface Template extends NamedLayout {
  readonly id: string;
  readonly version: number;
  readonly changedAt: Date;
}

/** Refuses a change over an older state. Holds what is saved now, so that both can be shown. */
export class StaleTemplate extends DomainError {
  constructor(readonly saved: Template) {
    super('exports.template.stale');
  }
}

interface Row {
  id: string;
  name: string;
  columns: string;
  dates: DateKind;
  row_order: RowOrder;
  format: Format;
  version: number;
  changed_at: number;
}

/** How lists with names are laid out, kept for everybody of the office. */
@Injectable()
export class Templates {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(): Promise<Template[]> {
    const rows = await this.database.sql<Row>`
      select id, name, columns, dates, row_order, format, version, changed_at from export_template
      order by name_key, id`;
    return rows.map(toTemplate);
  }

  /** @throws NotFound */
  async get(id: string): Promise<Template> {
    const row = await this.database.one<Row>`
      select id, name, columns, dates, row_order, format, version, changed_at from export_template where id = ${id}`;
    if (!row) throw new NotFound(`template ${id}`);
    return toTemplate(row);
  }

  /** As it is in this unit; null once deleted. */
  async find(tx: Tx, id: string): Promise<Template | null> {
    const row = await tx.one<Row>`
      select id, name, columns, dates, row_order, format, version, changed_at from export_template where id = ${id}`;
    return row && toTemplate(row);
  }

  /** @throws DomainError when the name is taken, or there are as many as there may be */
  async make(tx: Tx, me: Me, layout: NamedLayout): Promise<string> {
    const counted = await tx.one<{ n: number }>`select count(*) as n from export_template`;
    if (Number(counted!.n) >= MOST_TEMPLATES)
      throw new DomainError('exports.template.many', { most: MOST_TEMPLATES });
    await checkName(tx, layout.name, '');
    const changedAt = this.clock.now();
    const id = newId(changedAt);
    await tx.insert(ExportTemplate, { id, ...valuesOf(layout), version: 1, changedAt });
    await this.record(tx, me, { act: 'report.template-made', id, layout });
    return id;
  }

  /**
   * Changes exactly the state that was read; the same layout again changes nothing.
   * @throws StaleTemplate when somebody changed it meanwhile
   * @throws DomainError when the name is taken
   */
  async change(
    tx: Tx,
    me: Me,
    { id, version, layout }: { id: string; version: number; layout: NamedLayout },
  ) {
    const saved = await this.find(tx, id);
    if (!saved) throw new NotFound(`template ${id}`);
    if (isSame(saved, layout)) return;
    if (saved.version !== version) throw new StaleTemplate(saved);
    await checkName(tx, layout.name, id);
    const changedAt = this.clock.now();
    await tx.update(ExportTemplate, { id }, { ...valuesOf(layout), version: version + 1, changedAt });
    await this.record(tx, me, { act: 'report.template-changed', id, layout });
  }

  /**
   * Lists that were saved with it stay as they are: they hold their columns themselves.
   * @throws NotFound, DomainError while a schedule needs it
   */
  async delete(tx: Tx, me: Me, id: string): Promise<void> {
    const saved = await this.find(tx, id);
    if (!saved) throw new NotFound(`template ${id}`);
    const needed = await tx.one`
      select 1 as found from export_schedule where template_id = ${id} and next_on is not null limit 1`;
    if (needed) throw new DomainError('exports.delete-template.used');
    await tx.delete(ExportTemplate, { id });
    await this.record(tx, me, { act: 'report.template-deleted', id, layout: saved });
  }

  private record(tx: Tx, me: Me, of: { act: ActCode; id: string; layout: Layout }): Promise<void> {
    const { order, format } = of.layout;
    const detail = { columns: fileColumns(of.layout).join(','), order, format };
    return this.audit.record(tx, { actor: me, act: of.act, object: `template:${of.id}`, detail });
  }
}

async function checkName(tx: Tx, name: string, ownId: string): Promise<void> {
  const other = await tx.one`
    select 1 as found from export_template where name_key = ${nameKey(name)} and id <> ${ownId}`;
  if (other) throw new DomainError('exports.template.label.taken');
}

function valuesOf({ name, columns, dates, order, format }: NamedLayout) {
  return { name, nameKey: nameKey(name), columns: columns.join(','), dates, rowOrder: order, format };
}

function isSame(one: NamedLayout, other: NamedLayout): boolean {
  return JSON.stringify(valuesOf(one)) === JSON.stringify(valuesOf(other));
}

function toTemplate(row: Row): Template {
  return {
    id: row.id,
    name: row.name,
    columns: row.columns.split(',').filter(isTemplateColumn),
    dates: row.dates,
    order: row.row_order,
    format: row.format,
    version: row.version,
    changedAt: new Date(Number(row.changed_at)),
  };
}
