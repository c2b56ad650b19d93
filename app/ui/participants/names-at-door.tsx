import type { NameAtDoor } from '../../../db/participants/list';
import type { Speech } from '../../../domain/language/speech';
import { participantsPath, printedListPath } from '../../../domain/paths';
import { Button, ButtonLink } from '../button';
import { TextInput } from '../text-input';

/** Names and how many, for whoever stands at the door. */
export function NamesAtDoor(props: {
  t: Speech;
  offer: { type: 'event' | 'series'; slug: string };
  names: { rows: NameAtDoor[]; people: number; next: string | null };
  words: string;
  after: string | null;
}) {
  const { t, offer, names, words, after } = props;
  const path = participantsPath(offer.type, offer.slug);
  const next = new URLSearchParams([...(words ? [['q', words]] : []), ['efter', names.next ?? '']]);
  return (
    <>
      <p>
        {t.participants_door_hint()} {t.participants_people({ count: names.people })}.
      </p>
      <p className="no-print">
        <ButtonLink href={printedListPath(offer.type, offer.slug)}>{t.participants_print()}</ButtonLink>
      </p>
      <form method="get" action={path} role="search" className="participant-filter no-print">
        <TextInput
          t={t}
          name="q"
          type="search"
          label={t.participants_search_names()}
          value={words}
          autoComplete="off"
          spellCheck={false}
        />
        <Button look="other">{t.participants_search()}</Button>
      </form>
      {names.rows.length === 0 && (
        <p role="status">{words === '' ? t.participants_none_yet() : t.participants_none_found()}</p>
      )}
      <ul className="console-list">
        {names.rows.map(({ name, partySize }, index) => (
          <li key={index}>
            <strong>
              <bdi>{name}</bdi>
            </strong>{' '}
            {t.participants_people({ count: partySize })}
          </li>
        ))}
      </ul>
      <p className="no-print">
        {names.next !== null && (
          <ButtonLink href={`${path}?${next.toString()}`} look="other">
            {t.participants_next()}
          </ButtonLink>
        )}
        {after !== null && <a href={path}>{t.participants_first()}</a>}
      </p>
    </>
  );
}
