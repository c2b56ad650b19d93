import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  kindsTold,
  mergeFacts,
  overtake,
  putRight,
  quiet,
  quietBefore,
  type NoticeFacts,
  type NoticeKind,
} from '../../domain/notice';

const notice = (kind: NoticeKind, facts: NoticeFacts = {}) => ({ kind, facts });
const moved = notice('updated', { changed: ['time'] });
const all = () => true;

describe('a notice that overtakes an earlier one', () => {
  test('tells that somebody got a place, or that it is on again, beside a new time', () => {
    const promoted = overtake(notice('promoted'), moved);
    expect(promoted).toEqual(notice('updated', { changed: ['time'], overtook: ['promoted'] }));
    expect(kindsTold(promoted, all)).toEqual(['promoted', 'updated']);
    const both = [notice('promoted'), notice('event-cancelled'), notice('event-restored'), moved].reduce(overtake);
    expect(kindsTold(both, all)).toEqual(['event-restored', 'promoted', 'updated']);
  });
  test('tells the move that came before it', () => {
    expect(kindsTold(overtake(moved, notice('promoted')), all)).toEqual(['promoted', 'updated']);
    expect(kindsTold(notice('event-restored', { changed: ['place'] }), all)).toEqual(['event-restored', 'updated']);
  });
  test('tells nothing that is no longer so, and of an ending the ending alone', () => {
    const promoted = overtake(notice('promoted'), moved);
    expect(kindsTold(promoted, (kind) => kind !== 'promoted')).toEqual(['updated']);
    for (const ending of ['event-cancelled', 'cancelled', 'no-place', 'declined', 'team-withdrawn'] as const) {
      expect(kindsTold(overtake(promoted, notice(ending)), all)).toEqual([ending]);
    }
  });
  test('does not tell what the person did on a screen, but what an organiser did', () => {
    expect(overtake(notice('changed'), moved).facts.overtook).toBeUndefined();
    expect(overtake(notice('changed', { byOrganiser: true }), moved).facts.overtook).toEqual(['changed']);
    expect(overtake(notice('updated', { changed: ['place'] }), moved).facts).toEqual({ changed: ['place', 'time'] });
  });
});

describe('what an organiser did that a colleague is told', () => {
  test('waits for more of the same, and goes with it', () => {
    for (const kind of ['handed-over', 'membership', 'co-host-removed', 'co-host-left'] as const)
      expect(quietBefore(kind, {})).toBe(quiet);
    expect(quietBefore('co-host-answer', {})).toBe(0);
    expect(mergeFacts({ by: 'a', offers: ['1', '2'] }, { by: 'a', offers: ['2', '3'] }).offers).toEqual([
      '1',
      '2',
      '3',
    ]);
    const first = { was: { role: 'organiser' } };
    expect(mergeFacts(first, { was: { role: 'door' } }).was).toEqual(first.was);
  });
});

describe('when it was, of which nobody was told that it is another day now', () => {
  const movedFrom = (firstStart: number | null) => notice('updated', { changed: ['time'], firstStart });

  test('is as it was before the first change, and goes with what calls it off', () => {
    const told = [movedFrom(3), movedFrom(8), notice('event-cancelled')].reduce(overtake);
    expect(told).toMatchObject({ kind: 'event-cancelled', facts: { firstStart: 3 } });
    expect([movedFrom(null), movedFrom(8)].reduce(overtake).facts.firstStart).toBeNull();
    expect([notice('promoted'), movedFrom(8)].reduce(overtake).facts.firstStart).toBe(8);
  });
  test('is not told where that is put right', () => {
    const waiting: NoticeFacts = { changed: ['time', 'place'], firstStart: 3, was: { time: 'a', place: 'b' } };
    const back = { facts: { changed: ['time' as const], firstStart: 8 }, is: { time: 'a' } };
    expect(putRight([waiting], back)).toEqual({
      waiting: [{ changed: ['place'], was: { place: 'b' } }],
      facts: null,
    });
  });
});

describe('what is put right before anybody was told', () => {
  const change = (what: 'time' | 'place', was: string, is: string) => ({
    facts: { changed: [what], was: { [what]: was }, mayFollow: true } satisfies NoticeFacts,
    is: { [what]: is },
  });

  test('is not told, nor what was wrong', () => {
    const wrong = change('place', 'here', 'there');
    expect(putRight([wrong.facts], change('place', 'there', 'here'))).toEqual({ waiting: [null], facts: null });
  });
  test('takes nothing else with it', () => {
    const waiting = [change('time', 'ten', 'two').facts, change('place', 'here', 'there').facts];
    const back = change('place', 'there', 'here');
    expect(putRight(waiting, back)).toEqual({ waiting: [waiting[0], null], facts: null });
    const gone: NoticeFacts = { ...back.facts, goneActivities: ['dance'] };
    expect(putRight(waiting, { facts: gone, is: back.is })).toEqual({
      waiting: [waiting[0], null],
      facts: { goneActivities: ['dance'], mayFollow: true },
    });
    const both = mergeFacts(...(waiting as [NoticeFacts, NoticeFacts]));
    expect(putRight([both], back)).toEqual({ waiting: [waiting[0]], facts: null });
  });
  test('is told to who knew nothing else, and where it is new again', () => {
    // who signed up in between has nothing waiting
    const back = change('place', 'there', 'here');
    expect(putRight([], back)).toEqual({ waiting: [], facts: back.facts });
    const elsewhere = change('place', 'there', 'elsewhere');
    const { facts } = change('place', 'here', 'there');
    expect(putRight([facts], elsewhere)).toEqual({ waiting: [facts], facts: elsewhere.facts });
  });
  test('leaves to tell exactly what is another way than it was, whatever was tried', () => {
    const deed = fc.record({
      what: fc.constantFrom('time' as const, 'place' as const),
      to: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 12 }), (deeds) => {
        const now = { time: 'a', place: 'a' };
        let waiting: NoticeFacts[] = [];
        for (const { what, to } of deeds) {
          if (now[what] === to) continue;
          const left = putRight(waiting, change(what, now[what], to));
          now[what] = to;
          waiting = [...left.waiting, left.facts].filter((facts) => facts !== null);
        }
        const told = new Set(waiting.flatMap(({ changed = [] }) => changed));
        expect([...told].sort()).toEqual((['place', 'time'] as const).filter((what) => now[what] !== 'a'));
      }),
    );
  });
});
