import type { Printed } from '../../../db/participants/printed';
import type { Speech } from '../../../domain/language/speech';

/** Names with a box to tick, on paper. */
export function PaperTable(props: { t: Speech; title: string | null; rows: readonly Printed[]; phones: boolean }) {
  const { t, title, rows, phones } = props;
  return (
    <section>
      {title !== null && <h2>{title}</h2>}
      {rows.length === 0 ? (
        <p>{t.participants_list_none()}</p>
      ) : (
        <table className="paper-table">
          <thead>
            <tr>
              <th scope="col">{t.participants_list_here()}</th>
              <th scope="col">{t.participants_list_name()}</th>
              <th scope="col">{t.participants_list_number()}</th>
              {phones && <th scope="col">{t.participants_list_phone()}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, partySize, phone }) => (
              <tr key={id}>
                <td>
                  <span className="paper-box" />
                </td>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td>{partySize}</td>
                {phones && <td>{phone}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
