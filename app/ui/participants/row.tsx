import type { Participant } from '../../../db/participants/list';
import type { Speech } from '../../../domain/language/speech';
import { participantPath } from '../../../domain/paths';
import type { Question } from '../../../domain/question';
import { audienceWords } from './audience';
import { answersGiven } from './answers';
import { ContactOf } from './contact';
import { StandsMark } from './state';

/** One who has signed up, in the list: who, how they stand, how they are reached, and what they have said. */
export function ParticipantRow(props: {
  t: Speech;
  offer: { type: 'event' | 'series'; slug: string };
  questions: readonly Question[];
  one: Participant;
  /** What the name is a heading of. */
  as: 'h2' | 'h3';
}) {
  const { t, offer, questions, one, as: Heading } = props;
  const said = [
    ...answersGiven(t, questions, one.answers),
    ...(one.note ? [{ label: t.participants_note(), value: one.note }] : []),
    ...(one.organiserNote ? [{ label: t.participants_own_note(), value: one.organiserNote }] : []),
  ];
  const about = [
    t.participants_people({ count: one.partySize }),
    ...one.chosen,
    one.team && t.participants_team_name({ number: one.team.number, name: one.team.name }),
    one.audience && audienceWords(t, one.audience),
  ].filter(Boolean);
  return (
    <li className="participant">
      <div>
        <Heading>
          <a href={participantPath(offer.type, offer.slug, one.id)}>
            <bdi>{one.name}</bdi>
          </a>
        </Heading>
        <p>
          <StandsMark t={t} one={one} /> {about.join(' · ')}
        </p>
        {one.addedBy && (
          <p className="quiet">
            {one.addedBy.name ? t.participants_added({ who: one.addedBy.name }) : t.participants_added_nobody()}
          </p>
        )}
      </div>
      <div>
        <ContactOf t={t} one={one} />
      </div>
      {said.length > 0 && (
        <dl>
          {said.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
