import { Injectable } from '@nestjs/common';
import { Locales } from '../web/locales.js';
import type { Language } from '../web/locales.js';
import { COLUMNS, MARKS } from './attendance-csv.rules.js';
import type { CsvWords } from './attendance-csv.rules.js';

const LANGUAGES: readonly Language[] = ['ja', 'en'];

/** The words of the attendance file: written in one language, read in each. */
@Injectable()
export class AttendanceWords {
  constructor(private readonly locales: Locales) {}

  in(language: Language): CsvWords {
    const words = this.locales.in(language);
    return {
      columns: fill(COLUMNS, (column) => words.text(`attendance.file.${column}`)),
      marks: fill(MARKS, (mark) => words.text(`attendance.mark.${mark}`)),
    };
  }

  all(): readonly CsvWords[] {
    return LANGUAGES.map((language) => this.in(language));
  }
}

function fill<Name extends string>(
  names: readonly Name[],
  word: (name: Name) => string,
): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, word(name)])) as Record<Name, string>;
}
