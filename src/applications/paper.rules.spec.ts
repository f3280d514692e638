import { CalendarDay } from '../shared/calendar-day.js';
import { isMail, isReadable, nameFault } from './apply.form.js';
import { readPaper } from './paper.rules.js';
import type { TypedPaper } from './paper.rules.js';

const day = (text: string) => CalendarDay.parse(text)!;
const ONE: TypedPaper = {
  ...{ year: '2028', month: '2', day: '29', name: '葵', way: 'post', contact: '見本市1-1' },
  ...{ partnerName: '', partnerWay: '', partnerContact: '', need: '' },
};
const TWO = {
  ...ONE,
  partnerName: '支援 はる',
  partnerWay: 'phone',
  partnerContact: '０９０－００００－００００',
};
const terms = { lastDay: day('2028-02-29'), today: day('2028-03-03'), nameFault, isMail, isReadable };
const faultsOf = (typed: TypedPaper, pairs = false) => {
  const read = readPaper(typed, { ...terms, pairs });
  return 'errors' in read ? read.errors.map(({ field, code }) => `${field} ${code}`) : [];
};

it.each([
  [{}, []],
  [{ year: '２０２８', month: '２', day: '２９' }, []],
  [{ day: '28' }, []],
  [{ year: '2027' }, ['year applications.paper.day']],
  [{ month: '' }, ['year applications.paper.day']],
  [{ month: '3', day: '1' }, ['year applications.paper.late']],
  [{ month: '3', day: '4' }, ['year applications.paper.ahead']],
  [{ name: '' }, ['name accounts.name.empty']],
  [{ name: 'あ'.repeat(41) }, ['name accounts.name.long']],
  [{ name: 'a\u202eb' }, ['name accounts.name.unreadable']],
  [{ way: 'fax' }, ['way applications.contact.choose']],
  [{ way: 'mail' }, ['contact accounts.email.shape']],
  [{ contact: '' }, ['contact applications.contact.empty.post']],
  [{ contact: 'a\u202eb' }, ['contact applications.contact.unreadable']],
])('%j has the faults %j', (typed, faults) => {
  expect(faultsOf({ ...ONE, ...typed })).toEqual(faults);
});

it('asks for the second of two only where two apply together', () => {
  expect(faultsOf(ONE, true)).toEqual([
    'partnerName accounts.name.empty',
    'partnerWay applications.contact.choose',
  ]);
  expect(readPaper(TWO, { ...terms, pairs: true })).toMatchObject({
    value: { people: [{ name: '葵' }, { name: '支援 はる', contact: '090-0000-0000' }] },
  });
  expect(readPaper(TWO, { ...terms, pairs: false })).toMatchObject({ value: { people: [{ name: '葵' }] } });
});

it('takes nothing that has not arrived yet, and anything where there is no last day', () => {
  const read = readPaper(ONE, { ...terms, pairs: false, lastDay: null, today: day('2028-02-28') });
  expect(read).toMatchObject({ errors: [{ code: 'applications.paper.ahead' }] });
  expect(readPaper(ONE, { ...terms, pairs: false, lastDay: null })).toMatchObject({ value: { need: '' } });
});
