import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callsOf, wayTo, whyUnreached, type CallNotice } from '../../domain/calls';
import { isNoReasonToCall, noticeKinds } from '../../domain/notice';

const living = { isCancelled: false };

/** Notices in their order, each from what differs. */
function notices(...given: (Partial<CallNotice> & Pick<CallNotice, 'kind'>)[]): CallNotice[] {
  return given.map((one, index) => ({
    id: String(index + 1),
    facts: {},
    ordinal: index + 1,
    state: 'call',
    isCalled: false,
    messageId: null,
    writtenAt: index + 1,
    ...one,
  }));
}
const kindsLeft = (given: CallNotice[], signup = living) => callsOf(given, signup).left.map(({ kind }) => kind);

describe('what one has to call about', () => {
  test('nobody calls to say what the person did on the site', () => {
    for (const kind of ['confirmed', 'waitlisted', 'changed', 'cancelled'] as const) {
      expect(kindsLeft(notices({ kind }))).toEqual([]);
    }
  });
  test('but somebody does when an organiser did it for them', () => {
    expect(kindsLeft(notices({ kind: 'cancelled', facts: { byOrganiser: true } }))).toEqual(['cancelled']);
  });
  test('the last says it all, with what the earlier had to tell', () => {
    const { left } = callsOf(
      notices({ kind: 'updated', facts: { changed: ['time'] } }, { kind: 'updated', facts: { changed: ['place'] } }),
      living,
    );
    expect(left).toEqual([
      { kind: 'updated', facts: { changed: ['time', 'place'] }, messageId: null, ids: ['1', '2'] },
    ]);
    expect(kindsLeft(notices({ kind: 'updated' }, { kind: 'event-cancelled' }))).toEqual(['event-cancelled']);
  });
  test('a place that came is still to be told after a move, unless it has been', () => {
    const told = (isCalled: boolean) =>
      callsOf(notices({ kind: 'promoted', isCalled }, { kind: 'updated', facts: { changed: ['time'] } }), living).left;
    expect(told(false)).toMatchObject([{ kind: 'updated', facts: { changed: ['time'], overtook: ['promoted'] } }]);
    expect(told(true)).toMatchObject([{ kind: 'updated', facts: { changed: ['time'] }, ids: ['2'] }]);
    expect(told(true)[0]!.facts.overtook).toBeUndefined();
  });
  test('what a mail or a receipt has told since then is not told again', () => {
    expect(kindsLeft(notices({ kind: 'updated' }, { kind: 'updated', state: 'sent' }))).toEqual([]);
    expect(kindsLeft(notices({ kind: 'updated' }, { kind: 'changed' }))).toEqual([]);
    expect(kindsLeft(notices({ kind: 'updated' }, { kind: 'updated', state: 'queued' }))).toEqual(['updated']);
  });
  test('a message is told beside it, but not to who has left; a reminder or thanks is not', () => {
    const given = notices(
      { kind: 'message', messageId: 'm', ordinal: 1 },
      { kind: 'updated', ordinal: 1 },
      { kind: 'reminder', messageId: 'r', ordinal: 1 },
      { kind: 'thanks', messageId: 't', ordinal: 1 },
    );
    expect(kindsLeft(given)).toEqual(['updated', 'message']);
    expect(kindsLeft(given.slice(0, 1), { isCancelled: true })).toEqual([]);
  });
  test('what was written before it was called off is told no more, unless it is on again', () => {
    const before = { kind: 'message', messageId: 'm', writtenAt: 1 } as const;
    const off = { kind: 'event-cancelled', writtenAt: 2 } as const;
    const after = { ...before, writtenAt: 3 } as const;
    expect(kindsLeft(notices(before, off))).toEqual(['event-cancelled']);
    expect(kindsLeft(notices(before, off, after))).toEqual(['event-cancelled', 'message']);
    expect(callsOf(notices(before, off, after), living).left[1]!.ids).toEqual(['3']);
    // also where they have been told that it is off, by phone or by mail
    expect(kindsLeft(notices(before, { ...off, isCalled: true }))).toEqual([]);
    expect(kindsLeft(notices(before, { ...off, state: 'sent' }))).toEqual([]);
    expect(callsOf(notices({ ...before, isCalled: true }, off), living).done).toMatchObject([{ kind: 'message' }]);
    expect(kindsLeft(notices(before, off, { kind: 'event-restored' }))).toEqual(['event-restored', 'message']);
    expect(kindsLeft(notices(before, off, { kind: 'event-restored' }, off))).toEqual(['event-cancelled']);
    expect(kindsLeft(notices(before, off, { kind: 'updated' }))).toEqual(['updated']);
    // a date that is off, of a whole series
    expect(kindsLeft(notices(before, { kind: 'updated', facts: { events: ['e'] } }))).toEqual(['updated', 'message']);
  });
  test('what is ticked is done, and what came later is left', () => {
    const { left, done } = callsOf(notices({ kind: 'updated', isCalled: true }, { kind: 'event-cancelled' }), living);
    expect([left.map(({ kind }) => kind), done.map(({ kind }) => kind)]).toEqual([['event-cancelled'], ['updated']]);
  });

  const some = fc.array(
    fc.record({
      kind: fc.constantFrom(...noticeKinds.filter((kind) => kind !== 'message' && !isNoReasonToCall(kind))),
      state: fc.constantFrom('queued' as const, 'sent' as const, 'dropped' as const, 'call' as const),
      isCalled: fc.boolean(),
    }),
    { maxLength: 8 },
  );
  test('whatever happens: at most one thing is left of what happened to a signup, and only what is on the list', () => {
    fc.assert(
      fc.property(some, (given) => {
        const all = notices(...given);
        const { left, done } = callsOf(all, living);
        expect(left.length).toBeLessThanOrEqual(1);
        const ids = [...left, ...done].flatMap((item) => item.ids);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) expect(all.find((one) => one.id === id)!.state).toBe('call');
        // the order in which they are read is no matter
        expect(callsOf([...all].reverse(), living)).toEqual({ left, done });
      }),
    );
  });
});

describe('how somebody can be told', () => {
  test('is said with why, where there is no way', () => {
    const [email, phone] = ['a@example.se', '+46701234567'];
    const reach = (given: Partial<Parameters<typeof wayTo>[0]>) => {
      const to = { email: null, phone: null, addressFailed: false, ...given };
      return [wayTo(to), whyUnreached(to)];
    };
    expect(reach({ email })).toEqual(['mail', null]);
    expect(reach({ email, phone, addressFailed: true })).toEqual(['phone', null]);
    expect(reach({ phone })).toEqual(['phone', null]);
    expect(reach({})).toEqual(['neither', 'nothing-given']);
    expect(reach({ email, addressFailed: true })).toEqual(['neither', 'mail-fails']);
  });
});
