import { formatWhen } from '../../domain/language/dates';
import type { Message, View } from '../message';
import { Code } from '../parts/code';
import { Contact } from '../parts/contact';
import { Labelled, Line, LinkButton } from '../parts/text';
import { WhenWhere } from '../parts/when-where';

/** The organiser called it off. */
export const eventCancelled: Message = {
  subject: ({ t, title }) => t.mail_event_cancelled_subject({ title }),
  said: ({ t, named }) => t.mail_event_cancelled_said({ named }),
  body: (view) => (
    <>
      <Labelled label={view.t.mail_event_cancelled_words()} lines={view.letter.words?.split('\n') ?? []} />
      <Line>{view.t.mail_event_cancelled_next()}</Line>
      <WhenWhere {...view} />
      <NextTime {...view} />
      <Code view={view} over />
      <Contact {...view} />
    </>
  ),
};

/** When the series goes on, with the way there; nothing where it does not. */
function NextTime(view: View) {
  const words = nextTimeWords(view);
  if (words === null || view.links.next === null) return null;
  return (
    <>
      <Line>{words}</Line>
      <LinkButton href={view.links.next}>{view.t.signup_next_time_see()}</LinkButton>
    </>
  );
}

/** The same sentence, for who says it aloud; null where there is no next time. */
export const nextTimeWords = ({ t, letter }: Pick<View, 't' | 'letter'>): string | null =>
  letter.next && t.signup_next_time({ when: formatWhen(letter.next, t) });
