import { describe, expect, test } from 'vitest';
import { judge, Ledger, type Arrival, type StoredSignup } from './ledger';

/** Three people, acknowledged, stored and told; the third has left again. */
function good() {
  const ledger = new Ledger();
  const entries = [ledger.open('fika'), ledger.open('fika'), ledger.open('fika')];
  const stored: StoredSignup[] = entries.map((entry, place) => {
    entry.code = `CODE${place}`;
    const notice = { id: `notice-${place}`, kind: 'confirmed', state: 'sent' as const };
    return { name: entry.name, key: entry.key, code: entry.code, state: 'confirmed', notices: [notice] };
  });
  entries[2]!.cancel = 'acknowledged';
  stored[2]!.state = 'cancelled';
  stored[2]!.notices[0]!.state = 'dropped';
  stored[2]!.notices.push({ id: 'notice-left', kind: 'cancelled', state: 'sent' });
  const arrivals: Arrival[] = [
    { to: entries[0]!.email, messageId: '<notice-0@localhost>' },
    { to: entries[1]!.email, messageId: '<notice-1@localhost>' },
    { to: entries[2]!.email, messageId: '<notice-left@localhost>' },
  ];
  return { entries, stored, arrivals };
}
type Records = ReturnType<typeof good>;

describe('what people were told, what is stored and what arrived agree', () => {
  test('when they do', () => {
    const { entries, stored, arrivals } = good();
    expect(judge(entries, stored, arrivals)).toEqual({
      acknowledged: 4,
      lost: 0,
      doubled: 0,
      noticesLost: 0,
      repeats: 0,
      wrong: [],
    });
  });

  test('a mail that came again with the same Message-ID is a repeat, and nothing wrong', () => {
    const { entries, stored, arrivals } = good();
    arrivals.push({ ...arrivals[0]! });
    expect(judge(entries, stored, arrivals)).toMatchObject({ repeats: 1, noticesLost: 0, wrong: [] });
  });

  test('a form that was never answered may be there or not', () => {
    const { entries, stored, arrivals } = good();
    entries[0]!.code = null;
    expect(judge(entries, stored, arrivals)).toMatchObject({ acknowledged: 3, lost: 0, wrong: [] });
    expect(judge(entries, stored.slice(1), arrivals.slice(1))).toMatchObject({ acknowledged: 3, lost: 0, wrong: [] });
  });

  test('an address that is refused is called, and gets no mail', () => {
    const { entries, stored, arrivals } = good();
    const refused = new Set([entries[0]!.email]);
    stored[0]!.notices[0]!.state = 'call';
    expect(judge(entries, stored, arrivals.slice(1), refused)).toMatchObject({ noticesLost: 0, wrong: [] });
    expect(judge(entries, stored, arrivals.slice(1)).noticesLost).toBe(1);
  });
});

describe('records that do not agree', () => {
  test.each<[string, (records: Records) => void, object]>([
    ['an acknowledged signup that is gone', ({ stored }) => stored.shift(), { lost: 1 }],
    ['one whose code opens nothing', ({ stored }) => (stored[0]!.code = 'OTHER'), { lost: 1 }],
    ['one stored under another form', ({ stored }) => (stored[0]!.key = 'other'), { lost: 1 }],
    ['an acknowledged cancellation that is gone', ({ stored }) => (stored[2]!.state = 'confirmed'), { lost: 1 }],
    ['somebody who was cancelled by nobody', ({ stored }) => (stored[0]!.state = 'cancelled'), {}],
    ['a form that became two signups', ({ stored }) => stored.push({ ...stored[0]!, notices: [] }), { doubled: 1 }],
    [
      'one signup that is told twice',
      ({ stored, arrivals, entries }) => {
        stored[0]!.notices.push({ id: 'notice-again', kind: 'confirmed', state: 'sent' });
        arrivals.push({ to: entries[0]!.email, messageId: '<notice-again@localhost>' });
      },
      { doubled: 1, repeats: 0 },
    ],
    ['a signup of nobody', ({ stored }) => stored.push({ ...stored[0]!, name: 'Nobody', notices: [] }), {}],
    ['a mail that never came', ({ arrivals }) => arrivals.shift(), { noticesLost: 1 }],
    ['a notice that still waits', ({ stored }) => (stored[0]!.notices[0]!.state = 'queued'), { noticesLost: 1 }],
    ['a last notice that was dropped', ({ stored }) => (stored[0]!.notices[0]!.state = 'dropped'), { noticesLost: 1 }],
    [
      'a signup that nothing tells',
      ({ stored, arrivals }) => (stored[0]!.notices.pop(), arrivals.shift()),
      { noticesLost: 1 },
    ],
    [
      'a mail about nothing',
      ({ arrivals }) => arrivals.push({ to: 'x@example.se', messageId: '<none@localhost>' }),
      {},
    ],
    [
      'a repeat that nobody can recognise',
      ({ arrivals }) => arrivals.push({ to: arrivals[0]!.to, messageId: '<another@localhost>' }),
      { repeats: 0 },
    ],
  ])('%s', (_, doctor, counts) => {
    const records = good();
    doctor(records);
    const verdict = judge(records.entries, records.stored, records.arrivals);
    expect(verdict).toMatchObject({ lost: 0, doubled: 0, noticesLost: 0, ...counts });
    expect(verdict.wrong).not.toEqual([]);
  });
});
