import { describe, expect, it } from 'vitest';
import { sectionForms } from '../../../../app/forms/editor';
import { beginningFrom } from '../../../../app/forms/editor/beginning';
import { teamsOverLimit } from '../../../../app/forms/editor/how-many-form';
import { refusedFaults } from '../../../../app/forms/editor/refused';
import { rowsChanged, rowsShown } from '../../../../app/forms/editor/rows';
import type { OfferEntry } from '../../../../app/forms/editor/section-form';
import type { Typed } from '../../../../app/forms/typed';
import type { EventEntry } from '../../../../db/programme/entry';
import written from '../../../../db/programme/helsingborg-2017.json';
import { readProgramme } from '../../../../domain/programme/read';
import type { Section } from '../../../../domain/sections';

const today = '2017-04-10';
const read = readProgramme(JSON.parse(JSON.stringify(written)));
if (!read.ok) throw new Error(JSON.stringify(read.problems));
const offers = [
  ...read.programme.events.map((entry) => ({ type: 'event' as const, entry: entry as unknown as OfferEntry })),
  ...read.programme.series.map((entry) => ({ type: 'series' as const, entry: entry as unknown as OfferEntry })),
];
const sections = Object.keys(sectionForms) as Section[];
/** As JSON, where what is empty is not said. */
const said = (entry: object) =>
  JSON.parse(
    JSON.stringify(entry, (_key, value: unknown) =>
      value &&
      typeof value === 'object' &&
      !Array.isArray(value) &&
      !Object.values(value).some((one) => one !== undefined)
        ? undefined
        : value,
    ),
  ) as object;

const fest: OfferEntry = {
  slug: 'fest',
  title: 'Fest',
  kind: 'other',
  host: 'rsmh',
  coHosts: [],
  status: 'draft',
  start: '2017-05-17T10:00',
  end: '2017-05-17T15:00',
  timeZone: 'Europe/Stockholm',
  discreet: false,
  approval: false,
  signup: 'open',
  waitlist: true,
  maxPartySize: 10,
  audiences: [],
  contact: {},
  access: {},
  kept: [],
  activities: [{ slug: 'dans', title: 'Dans', start: '2017-05-17T11:00', end: '2017-05-17T12:00', capacity: 8 }],
  shifts: [],
  questions: [{ id: 'kost', label: 'Äter du allt?', type: 'text', required: false, options: [] }],
};

/** The form as it stands with some fields typed over. */
function typed(section: Section, over: Record<string, string>, entry = fest): Typed {
  const kept = sectionForms[section].typedOf(entry).filter(([name]) => !(name in over));
  return [...kept, ...Object.entries(over)];
}
const readOver = (section: Section, over: Record<string, string>, entry = fest) =>
  sectionForms[section].read(typed(section, over, entry), { type: 'event', today, entry });
const after = (section: Section, over: Record<string, string>, entry = fest) => {
  const { faults, change } = readOver(section, over, entry);
  expect(faults).toEqual([]);
  return change(entry);
};
const faults = (section: Section, over: Record<string, string>, entry = fest) =>
  readOver(section, over, entry).faults.map(({ name, fault }) => `${name}: ${fault}`);

describe.each(sections)('The section %s', (section) => {
  it('that nobody has typed in changes nothing of a whole year', () => {
    for (const { type, entry } of offers) {
      if (type === 'series' && section === 'nar') continue;
      const form = sectionForms[section];
      const { faults, change } = form.read(form.typedOf(entry), { type, today, entry });
      expect({ slug: entry.slug, faults }).toEqual({ slug: entry.slug, faults: [] });
      expect(said(change(entry))).toEqual(said(entry));
    }
  });

  it('is read whatever is sent', () => {
    const nonsense: Typed = sectionForms[section].typedOf(fest).map(([name]) => [name, '\u0000<x>'.repeat(9)]);
    expect(() => sectionForms[section].read(nonsense, { type: 'event', today, entry: fest })).not.toThrow();
    expect(() => sectionForms[section].read([], { type: 'event', today, entry: fest })).not.toThrow();
  });
});

describe('When it is', () => {
  it('is read as people type it', () => {
    expect(after('nar', { startDate: '18 maj', startTime: 'kl 9', endTime: '11.30' })).toMatchObject({
      start: '2017-05-18T09:00',
      end: '2017-05-18T11:30',
      activities: [{ start: '2017-05-18T10:00', end: '2017-05-18T11:00' }],
    });
  });
  it('has each time of day as it was written, and shows it in one way', () => {
    for (const written of ['14', '14.00', '14:00', 'kl 14', 'kl. 14', 'kl14', '1400', '14,00']) {
      const { start } = after('nar', { startTime: written });
      expect([written, start]).toEqual([written, '2017-05-17T14:00']);
    }
    expect(sectionForms.nar.typedOf(after('nar', { startTime: '14' }))).toContainEqual(['startTime', '14.00']);
  });
  it('is not written anew on a day that has been', () => {
    expect(faults('nar', { startDate: '2016-05-17' })).toEqual(['startDate: day-over']);
    expect(faults('nar', { startDate: '2017-04-09', endDate: '2017-04-10' })).toEqual([]);
    const over = { ...fest, start: '2016-05-17T10:00', end: '2016-05-17T15:00' };
    expect(faults('nar', { startTime: '11' }, over)).toEqual([]);
    expect(faults('nar', { startDate: '2016-05-18' }, over)).toEqual(['startDate: day-over']);
  });
  it('may go on past midnight, and for days', () => {
    expect(after('nar', { startTime: '20', endTime: '01' })).toMatchObject({ end: '2017-05-18T01:00' });
    expect(after('nar', { endDate: '19/5' })).toMatchObject({ end: '2017-05-19T15:00' });
    expect(after('nar', { startTime: '', endTime: '', endDate: '19/5' })).toMatchObject({
      start: '2017-05-17',
      end: '2017-05-19',
    });
  });
  it('takes the last day to sign up along to another day, once others have seen it', () => {
    const shown = {
      ...fest,
      status: 'published' as const,
      signupOpens: '2017-05-01T08:00',
      signupCloses: '2017-05-16T12:00',
    };
    const earlier = { startDate: '15/5' };
    expect(after('nar', earlier, shown)).toMatchObject({
      signupOpens: '2017-04-29T08:00',
      signupCloses: '2017-05-14T12:00',
    });
    expect(after('nar', { ...earlier, closesDate: '13/5' }, shown)).toMatchObject({
      signupOpens: '2017-05-01T08:00',
      signupCloses: '2017-05-13T12:00',
    });
    // nor where only the time of day is another, or where nobody has seen it
    expect(after('nar', { startTime: '11' }, shown)).toMatchObject({ signupCloses: '2017-05-16T12:00' });
    expect(faults('nar', earlier, { ...shown, status: 'draft' as const })).toEqual(['closesDate: closes-after-end']);
  });
  it('may be open', () => {
    const open = after('nar', { startDate: '', startTime: '', endTime: '' });
    expect(open).toMatchObject({ start: undefined, end: undefined, activities: [{ slug: 'dans', start: undefined }] });
  });
  it('says what is wrong beside what is', () => {
    expect(faults('nar', { startDate: 'snart', startTime: 'tidigt' })).toEqual([
      'startDate: not-a-date',
      'startTime: not-a-time',
    ]);
    expect(faults('nar', { startDate: '' })).toEqual(['startDate: date-missing']);
    expect(faults('nar', { startTime: '' })).toEqual(['startTime: start-time-missing']);
    expect(faults('nar', { endTime: '09.00' })).toEqual(['endTime: end-before-start']);
    expect(faults('nar', { endDate: '1/5 2017' })).toContain('endDate: end-before-start');
    expect(faults('nar', { endTime: '', endDate: '19/5' })).toEqual(['endTime: end-time-missing']);
    expect(faults('nar', { opensDate: '5/5', closesDate: '4/5' })).toEqual(['closesDate: closes-before-opens']);
    expect(faults('nar', { closesTime: '12' })).toEqual(['closesDate: date-missing']);
    expect(faults('nar', { closesDate: '18/5' })).toEqual(['closesDate: closes-after-end']);
    expect(faults('nar', { closesDate: '17/5' })).toEqual([]);
  });
});

describe('How many there is room for', () => {
  it('is numbers, places kept for some, and teams', () => {
    const some = {
      capacity: '1 000',
      'kept.brukare.places': '5',
      'kept.brukare.date': '10 maj',
      teams: 'yes',
      teamsMax: '8',
    };
    expect(after('antal', some)).toMatchObject({
      capacity: 1000,
      kept: [{ audience: 'brukare', places: 5, until: '2017-05-10T23:59' }],
      teams: { minPlayers: 1, maxPlayers: 8 },
    });
    expect(after('antal', { waitlist: '' })).toMatchObject({ waitlist: false });
    expect(after('antal', { waitlistLimit: '12' })).toMatchObject({ waitlist: 12 });
    expect(after('antal', { signup: 'external', externalSignup: 'example.se/anmalan' })).toMatchObject({
      externalSignup: 'https://example.se/anmalan',
    });
  });
  it('says what is wrong', () => {
    expect(faults('antal', { capacity: 'många' })).toEqual(['capacity: not-a-number']);
    expect(faults('antal', { maxPartySize: '0' })).toEqual(['maxPartySize: not-a-positive-number']);
    expect(faults('antal', { 'kept.staff.places': '5' })).toEqual(['capacity: places-for-kept']);
    expect(faults('antal', { capacity: '4', 'kept.staff.places': '5' })).toEqual(['kept.staff.places: kept-too-many']);
    expect(faults('antal', { teams: 'yes', teamsMin: '9', teamsMax: '8' })).toEqual(['teamsMin: least-over-most']);
    expect(after('antal', { capacity: 'åtta' })).toMatchObject({ capacity: 8 });
    expect(faults('antal', { signup: 'external' })).toEqual(['externalSignup: link-missing']);
    expect(faults('antal', { signup: 'external', externalSignup: 'javascript:alert(1)' })).toEqual([
      'externalSignup: not-a-link',
    ]);
  });
});

describe('What is written where it means nothing', () => {
  const teams = { teamsCapacity: '6', teamsMin: '4', teamsMax: '6' };
  it('is said, and not lost', () => {
    expect(faults('antal', teams)).toEqual(['teams: teams-not-ticked']);
    expect(faults('antal', { teams: 'yes', signup: 'whole' })).toEqual(['teams: teams-not-whole']);
    expect(faults('antal', { waitlist: '', waitlistLimit: '5' })).toEqual(['waitlist: line-not-ticked']);
    expect(faults('antal', { externalSignup: 'example.se' })).toEqual(['signup: link-not-chosen']);
    expect(faults('antal', { 'kept.staff.date': '10 maj' })).toEqual(['kept.staff.places: kept-places-missing']);
  });
  it('is said of approval with teams beside the box that was ticked last', () => {
    const approved = { ...fest, approval: true };
    const inTeams = { ...fest, teams: { capacity: 6, minPlayers: 4, maxPlayers: 6 } };
    expect(faults('antal', { approval: 'yes' }, inTeams)).toEqual(['approval: teams-not-approved']);
    expect(faults('antal', { teams: 'yes' }, approved)).toEqual(['teams: teams-not-approved']);
    expect(faults('antal', { teams: 'yes', approval: 'yes' })).toEqual(['approval: teams-not-approved']);
    expect(faults('antal', { teams: 'yes', approval: '' }, approved)).toEqual([]);
    expect(faults('antal', { approval: 'yes', teams: '', teamsCapacity: '' }, inTeams)).toEqual([]);
  });
  it('may go with its tick where it stood before', () => {
    const before = { ...fest, teams: { capacity: 6, minPlayers: 4, maxPlayers: 6 } };
    expect(after('antal', { teams: '' }, before).teams).toBeUndefined();
    expect(faults('antal', { teams: '', teamsMin: '5' }, before)).toEqual(['teams: teams-not-ticked']);
  });
  it('is advised about where not all teams can have places', () => {
    const over = (fields: Record<string, string>) =>
      teamsOverLimit(Object.entries({ teams: 'yes', ...teams, ...fields }));
    expect([over({ capacity: '6' }), over({ capacity: '24' }), over({ capacity: '' })]).toEqual([24, null, null]);
    expect([over({ capacity: '6', teams: '' }), over({ capacity: '6', teamsCapacity: '' })]).toEqual([null, null]);
  });
});

describe('Who it is for', () => {
  it('has a contact that can be reached', () => {
    expect(after('vem', { contactEmail: ' ANNA@example.se ', contactPhone: '042-10 50 00' }).contact).toEqual({
      email: 'anna@example.se',
      name: undefined,
      phone: '042-10 50 00',
    });
    expect(faults('vem', { contactEmail: 'anna@', contactPhone: '12' })).toEqual([
      'contactPhone: not-a-phone',
      'contactEmail: not-an-address',
    ]);
  });
});

describe('Activities', () => {
  it('are added with a name of their own, changed, and taken away', () => {
    const added = after('delar', { 'activity.1.title': 'Dans', 'activity.1.start': '13', 'activity.4.title': 'Fika' });
    expect(added.activities).toEqual([
      expect.objectContaining({ slug: 'dans', title: 'Dans' }),
      expect.objectContaining({ slug: 'dans-2', start: '2017-05-17T13:00' }),
      expect.objectContaining({ slug: 'fika' }),
    ]);
    expect(after('delar', { 'activity.0.title': 'Tango' }).activities[0]).toMatchObject({
      slug: 'dans',
      title: 'Tango',
    });
    expect(after('delar', { 'activity.0.remove': 'yes' }).activities).toEqual([]);
  });
  it('keep the times that the form does not ask for while the day is open', () => {
    const open = { ...fest, start: undefined, end: undefined };
    expect(after('delar', { 'activity.0.start': '', 'activity.0.end': '' }, open).activities[0]).toMatchObject({
      start: '2017-05-17T11:00',
    });
  });
  it('say what is wrong', () => {
    expect(faults('delar', { 'activity.0.title': '' })).toEqual(['activity.0.title: missing-part']);
    expect(faults('delar', { 'activity.0.start': '' })).toEqual(['activity.0.start: start-time-missing']);
    expect(faults('delar', { 'activity.0.end': '10.00' })).toEqual(['activity.0.end: end-before-start']);
  });
});

describe('Questions', () => {
  it('keep their names, which answers are kept by', () => {
    const changed = after('fragor', {
      'question.0.label': 'Vad äter du?',
      'question.1.label': 'Constructor',
      'question.1.type': 'choice',
      'question.1.options': ' Ja \n\nNej\nJa',
    });
    expect(changed.questions).toEqual([
      { id: 'kost', label: 'Vad äter du?', type: 'text', required: false, options: [] },
      { id: 'constructor-2', label: 'Constructor', type: 'choice', required: false, options: ['Ja', 'Nej'] },
    ]);
  });
  it('that are chosen among need something to choose', () => {
    expect(faults('fragor', { 'question.0.type': 'choices' })).toEqual(['question.0.options: missing-options']);
  });
  it('are no question when only the way to answer stands there', () => {
    expect(after('fragor', { 'question.1.type': 'text' }).questions).toHaveLength(1);
  });
});

describe('Rows', () => {
  const rows: Typed = [
    ['activity.rows', '3'],
    ['activity.0.title', 'Dans'],
    ['activity.0.slug', 'dans'],
    ['activity.1.title', 'Fika'],
    ['activity.1.slug', ''],
    ['shift.0.title', 'Bord'],
  ];
  it('become more', () => {
    expect(rowsShown(rows, 'activity', 2)).toBe(4);
    const more = rowsChanged([...rows, ['fler', 'activity']])!;
    expect(rowsShown(more, 'activity', 2)).toBe(6);
    expect(more.filter(([name]) => name === 'fler')).toEqual([]);
  });
  it('change places with the one above', () => {
    const moved = rowsChanged([...rows, ['upp', 'activity.1']])!;
    expect(Object.fromEntries(moved)).toEqual({
      ...Object.fromEntries(rows),
      'activity.1.title': 'Dans',
      'activity.1.slug': 'dans',
      'activity.0.title': 'Fika',
      'activity.0.slug': '',
    });
    expect(rowsChanged([...rows, ['upp', 'activity.0']])).toEqual(rows);
  });
  it('are left alone when the form is to be saved', () => {
    expect(rowsChanged(rows)).toBeNull();
    expect(rowsChanged([...rows, ['fler', 'allt']])).toBeNull();
  });
});

describe('What the programme refuses', () => {
  const at = { 'kept[0]': 'kept.brukare.places', 'activities[1].start': 'activity.4.start' };
  const names = new Set(['capacity', 'teams']);
  it.each([
    ['kept[0].places', 'kept.brukare.places', 'refused'],
    ['activities[1].start', 'activity.4.start', 'refused'],
    ['capacity', 'capacity', 'refused'],
    ['teams', 'teams', 'teams-registered'],
    ['slug', 'title', 'people-erased'],
  ])('about %s is said by %s', (field, name, fault) => {
    expect(refusedFaults([{ field, message: 'x' }], at, names, 'title')).toEqual([{ name, fault }]);
  });
});

describe('A copy', () => {
  it('is a draft of its own, without who helped the last time', () => {
    const copy = beginningFrom({ ...fest, coHosts: ['fontanhuset'], status: 'published' } as EventEntry, '2018-05-16');
    expect(copy).toMatchObject({ status: 'draft', coHosts: [], start: '2018-05-16T10:00' });
    expect(copy).not.toHaveProperty('slug');
  });
});
