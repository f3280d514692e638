import type { Edition } from '../curriculum/edition.js';
import type { Database } from '../database/database.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import type { OwnWorksheet } from './own-data.js';
import { stepWords } from './titles.rules.js';

interface Row {
  module: string;
  step: string;
  words: string;
  saved_at: number;
}

/** What a person wrote into worksheets on the screen, with what was asked then. */
export async function readWorksheets(
  database: Database,
  enrolmentId: string,
  edition: Edition,
): Promise<OwnWorksheet[]> {
  const rows = await database.sql<Row>`
    select module, step, words, saved_at from worksheet_words
    where enrolment_id = ${enrolmentId} order by saved_at, module, step`;
  const words = stepWords(edition);
  return rows.map((row) => ({
    ...words.of(row),
    savedAt: new Date(Number(row.saved_at)),
    blocks: (JSON.parse(row.words) as OwnWorksheet['blocks']).map(({ prompt, texts, ticked }) => ({
      prompt: withoutRuby(prompt),
      texts: texts.filter((text) => text !== ''),
      ticked: ticked.map(withoutRuby),
    })),
  }));
}
