import type { When } from '../../domain/language/dates';
import { atLineStart, formatWhen } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';

/** Which dates a change of a series takes away and gives. */
export interface ComeAndGo {
  /** With how many people are signed up for each; null where nobody signs up here. */
  gone: (When & { people: number | null })[];
  come: When[];
  /** Whether more dates than these are to come, without an end. */
  endless: boolean;
}

/** Each that people are signed up to is told, of the others the first. */
const comeShown = 5;
const goneShown = 10;

/** How many dates go and come, and which. */
export function DatesComeAndGo({ t, gone, come, endless }: ComeAndGo & { t: Speech }) {
  const when = (date: When) => atLineStart(formatWhen(date, t), t);
  const others = gone.filter(({ people }) => !people).slice(0, goneShown);
  return (
    <>
      {gone.length > 0 && (
        <Listed
          t={t}
          heading={t.series_dates_go({ count: gone.length })}
          items={gone
            .filter((date) => date.people || others.includes(date))
            .map((date) => [when(date), peopleWords(t, date.people)].filter(Boolean).join('. '))}
          of={gone.length}
        />
      )}
      {come.length > 0 && (
        <Listed
          t={t}
          heading={t.series_dates_come({ count: come.length })}
          items={come.slice(0, comeShown).map(when)}
          of={come.length}
        />
      )}
      {endless && <p>{t.series_endless()}</p>}
    </>
  );
}

function peopleWords(t: Speech, people: number | null): string | null {
  if (people === null) return null;
  return people ? t.series_dates_people({ count: people }) : t.series_dates_nobody();
}

/** @param props.of how many there are in all */
function Listed(props: { t: Speech; heading: string; items: readonly string[]; of: number }) {
  const { t, heading, items, of } = props;
  return (
    <>
      <p>
        <strong>{heading}</strong>
      </p>
      <ul>
        {items.map((item, index) => (
          <li key={index}>{item}</li>
        ))}
        {of > items.length && <li>{t.editor_told_more({ count: of - items.length })}</li>}
      </ul>
    </>
  );
}
