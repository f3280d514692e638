import type { Edition } from '../curriculum/edition.js';
import type { PreviewOpening } from './preview-messages.js';

/** What stands in for a track that must be completed first: its name, and one lesson that completes it. */
export function standIn(
  { id, title, code }: PreviewOpening['required'][number],
  at: { readonly module: string; readonly step: string },
): Edition {
  const none = { source: '', ruby: '', base: '' };
  const shared = { care: null, exit: false, meets: [], sources: [], formerly: [], forFacilitators: null };
  return {
    hash: `stand-in-${id}`.slice(0, 64),
    track: {
      ...{
        id,
        code,
        title,
        about: null,
        easy: null,
        edition: '',
        audience: 'participants',
        access: 'account',
      },
      ...{
        trial: null,
        requires: [],
        order: 'free',
        scored: false,
        complete: [{ kind: 'modules', count: 'all' }],
      },
      ...{ certificate: null, after: null, reviewed: [], minutes: 1 },
    },
    modules: [
      {
        ...{
          ...shared,
          id: at.module,
          title,
          short: title,
          summary: null,
          summaryEasy: null,
          objectives: [],
        },
        ...{
          requires: [],
          required: true,
          practices: [],
          syllabus: [],
          rest: null,
          checkIn: false,
          minutes: 1,
        },
        steps: [
          {
            ...{ ...shared, kind: 'lesson', id: at.step, title, required: true, minutes: 1, easy: null },
            body: { lead: none, sections: [] },
          },
        ],
      },
    ],
    shared: { sources: [], facts: [], terms: [], misconceptions: [] },
    images: [],
  };
}
