import type { EventStatus } from '../../../domain/event';
import type { Speech } from '../../../domain/language/speech';
import {
  callingOffPath,
  coHostsPath,
  copyingPath,
  discardingPath,
  editPath,
  picturePath,
  previewPath,
  publishingPath,
  remindingPath,
  restoringPath,
  seriesDatesPath,
  templatePath,
  unpublishingPath,
} from '../../../domain/paths';
import { ButtonLink } from '../button';

interface ActionsProps {
  t: Speech;
  offer: { type: 'event' | 'series'; slug: string; status: EventStatus; series: { slug: string } | null };
}

/** What there is to do now, by how it stands: a draft is written and published, what is published is changed. */
export function MainAction({ t, offer }: ActionsProps) {
  const { type, slug, status, series } = offer;
  if (series) {
    return (
      <p>
        <ButtonLink href={`${seriesDatesPath(series.slug)}#${slug.slice(-10)}`}>
          {t.editor_date_of_series_dates()}
        </ButtonLink>
      </p>
    );
  }
  return (
    <p>
      <ButtonLink href={editPath(type, slug)}>{status === 'draft' ? t.editor_go_on() : t.editor_change()}</ButtonLink>
      {status === 'draft' && (
        <ButtonLink href={publishingPath(type, slug)} look="other">
          {t.editor_publish_on()}
        </ButtonLink>
      )}
    </p>
  );
}

/** A series is called off whole from here: one date of it, among its dates. */
export const callOffWords = (t: Speech, type: 'event' | 'series'): string =>
  type === 'series' ? t.editor_call_off_series_on() : t.editor_call_off_on();

/** What else one can do; what only the host may is not shown to others. */
export function OtherActions({ t, offer, isHost }: ActionsProps & { isHost: boolean }) {
  const { type, slug, status, series } = offer;
  if (series) return null;
  const actions = [
    { href: remindingPath(type, slug), label: t.console_reminders() },
    { href: picturePath(type, slug), label: t.console_picture() },
    isHost && { href: coHostsPath(type, slug), label: t.console_co_hosts() },
    { href: previewPath(type, slug), label: t.editor_preview() },
    { href: copyingPath(type, slug), label: t.editor_copy_on() },
    type === 'event' && { href: templatePath(slug), label: t.editor_template_on() },
    status === 'published' && { href: unpublishingPath(type, slug), label: t.editor_unpublish_on() },
    status === 'published' && isHost && { href: callingOffPath(type, slug), label: callOffWords(t, type) },
    status === 'cancelled' && isHost && { href: restoringPath(type, slug), label: t.editor_restore_on() },
    status === 'draft' && isHost && { href: discardingPath(type, slug), label: t.editor_discard_on() },
  ].filter((action) => action !== false);
  return (
    <>
      <h2>{t.editor_more()}</h2>
      <ul className="ways-on">
        {actions.map(({ href, label }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
