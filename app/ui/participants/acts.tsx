import type { OneParticipant } from '../../../db/participants/one';
import type { Speech } from '../../../domain/language/speech';
import { addParticipantPath, participantActPath, teamBoardPath, type ParticipantAct } from '../../../domain/paths';
import { Button, ButtonLink } from '../button';

/** What one can do with a signup, each thing at an address of its own. */
export function Acts(props: {
  t: Speech;
  offer: { type: 'event' | 'series'; slug: string };
  one: OneParticipant;
  hasParts: boolean;
  /** Why it can no longer be changed. */
  unchangeable: 'cancelled' | 'event-cancelled' | 'over' | null;
}) {
  const { t, offer, one, hasParts, unchangeable } = props;
  const to = (act: ParticipantAct) => participantActPath(offer.type, offer.slug, one.id, act);
  const waitsAlone = one.state === 'waitlisted' && !one.toApprove && one.team === null;
  const alive = unchangeable === null && one.hasCode;
  const links: [act: ParticipantAct, label: string, shown: boolean][] = [
    ['plats', t.participants_promote(), alive && waitsAlone],
    ['andring', t.participants_edit(), alive],
    ['flytt', t.participants_move(), alive && hasParts],
    ['anteckning', one.organiserNote ? t.participants_note_change() : t.participants_note_edit(), true],
    ['kvitto', t.participants_receipt(), one.hasCode && one.state !== 'cancelled'],
    ['aterbud', t.participants_cancel(), one.hasCode && (alive || unchangeable === 'event-cancelled')],
  ];
  return (
    <section className="no-print">
      <h2>{t.participants_do()}</h2>
      {unchangeable === 'over' && <p>{t.participants_over()}</p>}
      {unchangeable === 'event-cancelled' && <p>{t.participants_is_off()}</p>}
      {!one.hasCode && <p>{t.participants_named_text()}</p>}
      {one.team && one.state !== 'cancelled' && (
        <p>
          {t.participants_see_board()} <a href={teamBoardPath(offer.slug)}>{t.participants_to_board()}</a>
        </p>
      )}
      {one.doubles.map((double) => (
        <p key={double.id}>
          <a href={`${to('sammanslagning')}?med=${double.id}`}>{t.participants_double_of({ name: double.name })}</a>
        </p>
      ))}
      <p>
        {links
          .filter(([, , shown]) => shown)
          .map(([act, label]) => (
            <ButtonLink key={act} href={to(act)} look={act === 'aterbud' ? 'stop' : 'other'}>
              {label}
            </ButtonLink>
          ))}
      </p>
      {one.hasCode && unchangeable === 'cancelled' && (
        <p>
          <ButtonLink href={`${addParticipantPath(offer.type, offer.slug)}?igen=${one.id}`} look="other">
            {t.participants_again()}
          </ButtonLink>
        </p>
      )}
      {one.hasCode && one.state !== 'cancelled' && (
        <form method="post" action={to('kod')}>
          <p className="quiet">{t.participants_code_again_hint()}</p>
          <Button look="other">{t.participants_code_again()}</Button>
        </form>
      )}
    </section>
  );
}
