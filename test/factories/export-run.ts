import { ExportRun } from '../../src/reports/schedules/export-run.entity.js';
import { ExportSchedule } from '../../src/reports/schedules/export-schedule.entity.js';
import { questionOn } from '../../src/reports/schedules/schedule.rules.js';
import { typedQuestion } from '../../src/reports/report-question.rules.js';
import { newId } from '../../src/shared/ids.js';
import type { TestApp } from '../support/app.js';

/** A schedule that goes on and two lists that it made, without waiting for their days. */
export async function scheduledRuns(
  app: Pick<TestApp, 'db' | 'clock'>,
  official: { id: string },
  templateId: string = newId(app.clock.now()),
): Promise<{ schedule: string; run: string; earlier: string }> {
  const now = app.clock.now();
  const today = app.clock.today();
  const [schedule, run, earlier] = [newId(now), newId(now), newId(now)];
  await app.db.write(async (tx) => {
    // There can be only so many that go on.
    await tx.sql`update export_schedule set next_on = null`;
    await tx.insert(ExportSchedule, {
      ...{ id: schedule, templateId, trackCode: '', cadence: 'monthly', purpose: '県への報告' },
      ...{ firstOn: today.plusDays(-30), endsOn: today.plusDays(300), nextOn: today.plusDays(30) },
      ...{ personId: official.id, madeAt: now, stoppedAt: null },
    });
    for (const [id, plannedOn] of [
      [earlier, today.plusDays(-30)],
      [run, today],
    ] as const)
      await tx.insert(ExportRun, {
        ...{ id, scheduleId: schedule, plannedOn, templateId, templateName: '県への修了報告' },
        ...{ question: JSON.stringify(typedQuestion(questionOn(plannedOn, ''))), columns: 'number,name' },
        ...{ rowOrder: 'track', format: 'csv', upTo: 100_000, begunAt: now, madeAt: now, people: 12 },
        ...{ sha256: 'a'.repeat(64), rowsSha256: 'b'.repeat(64), rebuiltAt: now },
        ...{ rebuiltSha256: 'a'.repeat(64), rebuiltRowsSha256: 'b'.repeat(64) },
      });
  });
  return { schedule, run, earlier };
}
