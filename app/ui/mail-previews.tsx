import type { Speech } from '../../domain/language/speech';
import type { Preview } from '../../emails/preview';

/** A mail as it will be, in each language. @param props.hasEnglish whether an organiser wrote it in English too */
export function MailPreviews(props: { t: Speech; previews: readonly Preview[]; hasEnglish: boolean }) {
  const { t, previews, hasEnglish } = props;
  return previews.map((preview) => <Looked key={preview.language} t={t} preview={preview} hasEnglish={hasEnglish} />);
}

/** Its markup is made by emails/, which has escaped every word of it. */
function Looked({ t, preview, hasEnglish }: { t: Speech; preview: Preview; hasEnglish: boolean }) {
  const english = hasEnglish ? t.messages_preview_en() : t.messages_preview_en_only_swedish();
  const heading = preview.language === 'sv' ? t.messages_preview_sv() : english;
  return (
    <section>
      <h2>{heading}</h2>
      <div className="mail-preview">
        <p className="mail-subject">{t.messages_preview_subject({ subject: preview.subject })}</p>
        <div lang={preview.language} dangerouslySetInnerHTML={{ __html: preview.html }} />
      </div>
    </section>
  );
}
