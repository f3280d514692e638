import { checkCare } from './checks/care.js';
import { checkCompletion } from './checks/completion.js';
import { checkDialogues } from './checks/dialogue.js';
import { checkEasy } from './checks/easy.js';
import { checkIds } from './checks/ids.js';
import { checkKinds } from './checks/kinds.js';
import { checkPaths } from './checks/path.js';
import { checkQuizzes } from './checks/quiz.js';
import { checkReferences } from './checks/references.js';
import { checkWords } from './checks/words.js';
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

const checks: readonly ((course: Course) => void)[] = [
  checkReferences,
  checkIds,
  checkPaths,
  checkCompletion,
  checkKinds,
  checkQuizzes,
  checkDialogues,
  checkCare,
  checkEasy,
  checkWords,
];

/**
 * Reads and checks everything under curricula. Never throws, whatever the files hold; bounded by the limits
 * of each file. In a server, call it in a worker (check-in-worker.ts).
 */
export function checkFiles(sources: readonly SourceFile[]): Checked {
  const course = loadCourse(sources);
  for (const check of checks) check(course);
  const finished = course.files.map((file) => file.finish());
  return {
    course,
    problems: inOrder(finished.flatMap(({ kept }) => kept)),
    ignored: finished.reduce((sum, { ignored }) => sum + ignored, 0),
  };
}

export const hasErrors = ({ problems }: CheckReport): boolean => problems.some((p) => p.severity === 'error');
