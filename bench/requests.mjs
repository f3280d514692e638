/** The requests that are sent, to the program and to the yardsticks alike. */
import { randomUUID } from 'node:crypto';

export const asPerson = ({ token }) => ({ cookie: `session=${token}` });

export const lessonPath = ({ track, module, lesson }) => `/learn/${track}/${module}/${lesson}`;

export const pathPath = ({ track }) => `/path/${track}`;

/** The first option of a question, sent as the form does. */
export function answerTo({ track, module, quiz }, person, position) {
  return {
    method: 'POST',
    path: `/quiz/${track}/${module}/${quiz}/${position}`,
    headers: { ...asPerson(person), 'sec-fetch-site': 'same-origin' },
    body: `_key=${randomUUID()}&attempt=1&answer=0`,
  };
}

export function signInOf({ password }, { learnerNumber }) {
  return {
    method: 'POST',
    path: '/login',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({
      identifier: learnerNumber,
      password,
      ownDevice: '',
      next: '/home',
    }).toString(),
  };
}
