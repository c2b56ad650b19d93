import type { Speech } from '../../domain/language/speech';

/** A text to pass on, with the ways that a phone has for it. */
export function Share({ t, title, text }: { t: Speech; title: string; text: string }) {
  const body = encodeURIComponent(text);
  return (
    <section className="share no-print">
      <h2>{t.event_share()}</h2>
      <ul>
        <li>
          <a href={`sms:?&body=${body}`}>{t.event_share_sms()}</a>
        </li>
        <li>
          <a href={`mailto:?subject=${encodeURIComponent(title)}&body=${body}`}>{t.event_share_mail()}</a>
        </li>
      </ul>
      <p>{t.event_share_copy()}</p>
      <blockquote>{text}</blockquote>
    </section>
  );
}
