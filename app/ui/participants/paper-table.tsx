import type { Printed } from '../../../db/participants/printed';
import { showPhone } from '../../../domain/phone';
import type { Speech } from '../../../domain/language/speech';
import type { PrintedColumns } from '../../../domain/printed-columns';
import type { Question } from '../../../domain/question';
import { answersGiven } from './answers';

/** A column beside names and numbers: its heading, and what stands in it for each. */
interface Column {
  heading: string;
  of: (one: Printed) => string | null;
  /** Words of any length, which are broken where the paper ends. */
  isWords: boolean;
}

/** Names with a box to tick, on paper, and what else was asked for. */
export function PaperTable(props: {
  t: Speech;
  title: string | null;
  rows: readonly Printed[];
  questions: readonly Question[];
  columns: PrintedColumns;
}) {
  const { t, title, rows, questions, columns } = props;
  const beside = columnsBeside(t, questions, columns);
  return (
    <section>
      {title !== null && <h2>{title}</h2>}
      {beside.length > 0 && rows.length > 0 && (
        <p className="no-print quiet paper-sideways">{t.participants_list_sideways()}</p>
      )}
      {rows.length === 0 ? (
        <p>{t.participants_list_none()}</p>
      ) : (
        <div
          className="paper-wide"
          role="group"
          aria-label={title ?? t.participants_list_title()}
          // what is wider than a phone is moved by the keyboard too
          tabIndex={beside.length > 0 ? 0 : undefined}
        >
          <table className="paper-table">
            <thead>
              <tr>
                <th scope="col">{t.participants_list_here()}</th>
                <th scope="col">{t.participants_list_number()}</th>
                <th scope="col">{t.participants_list_name()}</th>
                {beside.map(({ heading, isWords }, index) => (
                  <th key={index} scope="col" className={isWords ? 'paper-words' : undefined}>
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <tr key={one.id}>
                  <td>
                    <span className="paper-box" />
                  </td>
                  {/* beside the box: whoever ticks one off sees how many come with them */}
                  <td>{one.partySize > 1 ? <strong>{one.partySize}</strong> : one.partySize}</td>
                  <th scope="row">
                    <bdi>{one.name}</bdi>
                    {one.isCaptain && ` (${t.board_captain()})`}
                  </th>
                  {beside.map(({ of, isWords }, index) => (
                    <td key={index} className={isWords ? 'paper-words' : undefined}>
                      <bdi>{of(one)}</bdi>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** What the list has, in words: names and numbers, and the headings of what was asked for. */
export function columnWords(t: Speech, questions: readonly Question[], columns: PrintedColumns): string {
  const headings = columnsBeside(t, questions, columns).map(({ heading }) => heading);
  return [t.participants_list_name(), t.participants_list_number(), ...headings].join(' · ');
}

function columnsBeside(t: Speech, questions: readonly Question[], columns: PrintedColumns): Column[] {
  const phones: Column = {
    heading: t.participants_list_phone(),
    of: ({ phone }) => phone && showPhone(phone),
    isWords: false,
  };
  const notes: Column = { heading: t.signup_note(), of: ({ note }) => note, isWords: true };
  const asked = questions.filter(({ id }) => columns.questions.includes(id));
  return [
    ...(columns.phones ? [phones] : []),
    ...asked.map((question) => ({
      heading: question.label,
      of: ({ answers }: Printed) => answersGiven(t, [question], answers)[0]?.value ?? null,
      isWords: true,
    })),
    ...(columns.notes ? [notes] : []),
  ];
}
