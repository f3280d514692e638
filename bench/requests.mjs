/** The requests that are sent, to the program and to what it is measured against alike. */
import { randomUUID } from 'node:crypto';

const fromOurPages = { 'sec-fetch-site': 'same-origin' };

export const asPerson = ({ token }) => ({ cookie: `session=${token}` });

export const lessonPath = ({ track, module, lesson }) => `/learn/${track}/${module}/${lesson}`;

export const quizPath = ({ track, module, quiz }) => `/quiz/${track}/${module}/${quiz}`;

export const lessonOf = (data, person) => ({ path: lessonPath(data), headers: asPerson(person) });

export const pathOf = (data, person) => ({ path: `/path/${data.track}`, headers: asPerson(person) });

/** The first option of a question, sent as the form does. */
export function answerOf(data, person, position) {
  return {
    method: 'POST',
    path: `${quizPath(data)}/${position}`,
    headers: { ...asPerson(person), ...fromOurPages },
    body: `_key=${randomUUID()}&answer=0`,
  };
}

export function signInOf({ password }, { learnerNumber }) {
  const typed = { identifier: learnerNumber, password, ownDevice: '', next: '/home' };
  return {
    method: 'POST',
    path: '/login',
    headers: fromOurPages,
    body: new URLSearchParams(typed).toString(),
  };
}

/** Asks for the file of everybody who took part in the present fiscal year, as of today. Leads to the file. */
export function exportOf({ official, question }) {
  const typed = { ...question, purpose: 'bench', _key: randomUUID() };
  return {
    method: 'POST',
    path: '/office/reports/completions/names',
    headers: { ...asPerson(official), ...fromOurPages },
    body: new URLSearchParams(typed).toString(),
  };
}
