import { checkReferences } from './checks/references.js';
import type { Course } from './course.js';
import { loadCourse } from './course.js';
import type { SourceFile } from './notation/source-file.js';
import type { Problem } from './problem.js';
import { inOrder } from './problem.js';

/** All that was found, in order, in one pass. */
export interface CheckReport {
  readonly problems: readonly Problem[];
  /** Problems an author chose to leave, with a reason. */
  readonly ignored: number;
}

export interface Checked extends CheckReport {
  readonly course: Course;
}

/**
 * Reads and checks everything under curricula. Never throws, whatever the files hold; bounded by the limits
 * of each file. In a server, call it in a worker (check-in-worker.ts).
 */
export function checkFiles(sources: readonly SourceFile[]): Checked {
  const course = loadCourse(sources);
  checkReferences(course);
  const finished = course.files.map((file) => file.finish());
  return {
    course,
    problems: inOrder(finished.flatMap(({ kept }) => kept)),
    ignored: finished.reduce((sum, { ignored }) => sum + ignored, 0),
  };
}

export const hasErrors = ({ problems }: CheckReport): boolean => problems.some((p) => p.severity === 'error');
