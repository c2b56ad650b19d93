import type { SignupPage } from '../../db/signup-page';
import type { Instant } from '../../domain/event';
import type { Speech } from '../../domain/language/speech';
import { pathIn } from '../../domain/language/path';
import { seriesPath, seriesSignupPath } from '../../domain/paths';
import { isByDate, type SignupWindow } from '../../domain/offer';
import { ButtonLink } from './button';
import { KeptPlaces } from './kept-places';
import { Notice } from './notice';
import { PlacesBar } from './places-bar';
import { StandingNotice } from './standing';

interface StateProps {
  t: Speech;
  page: SignupPage;
  now: Instant;
}

/** Whether a form is of any use right now. */
export function takesForms({ window, room, offer }: SignupPage): boolean {
  return window.state === 'open' && room !== 'nothing' && !isByDate(offer);
}

/** How things stand, said before anything is asked: whether there are places, and where one turns when not. */
export function SignupState({ t, page, now }: StateProps) {
  const { offer, window, room, waiting } = page;
  if (window.state !== 'open') return <ClosedState t={t} page={page} now={now} window={window} />;
  if (isByDate(offer)) return <EachDate t={t} page={page} />;
  switch (room) {
    case 'places':
      return page.places.capacity === null ? null : <PlacesBar t={t} places={page.places} />;
    case 'kept':
      return (
        <Notice tone="mind" heading={t.signup_kept_before()}>
          <KeptPlaces t={t} kept={page.kept} timeZone={offer.timeZone} now={now} />
          <p>{t.signup_kept_before_text()}</p>
        </Notice>
      );
    case 'line':
      return (
        <Notice tone="mind" heading={t.signup_waitlist_before()}>
          <p>
            {t.signup_waitlist_before_text()} {waiting > 0 && t.signup_waitlist_length({ count: waiting })}
          </p>
        </Notice>
      );
    case 'shifts':
      return (
        <Notice tone="mind" heading={t.signup_shifts_only()}>
          <p>{t.signup_shifts_only_text()}</p>
        </Notice>
      );
    case 'nothing':
      return <NoRoom {...{ t, page, now }} />;
  }
}

/** Full, without a line that takes more. */
function NoRoom({ t, page: { offer }, now }: StateProps) {
  if (!offer.waitlist) return <StandingNotice t={t} standing={{ state: 'full' }} now={now} timeZone={offer.timeZone} />;
  const begun = offer.startAt !== null && now >= offer.startAt;
  return (
    <Notice tone="stop" heading={t.event_state_full()}>
      <p>{begun ? t.signup_full_begun() : t.signup_full_line()}</p>
    </Notice>
  );
}

/** Why nobody can sign up here, and where one turns instead. */
export function ClosedState({
  t,
  page,
  now,
  window,
}: StateProps & { window: Exclude<SignupWindow, { state: 'open' }> }) {
  return (
    <>
      <StandingNotice t={t} standing={window} now={now} timeZone={page.offer.timeZone} />
      {window.state === 'external' && (
        <p>
          <ButtonLink href={window.url} rel="external noopener noreferrer">
            {t.signup_external_link()}
          </ButtonLink>
        </p>
      )}
      {window.state === 'series' && (
        <p>
          <ButtonLink href={seriesSignupPath(t.language, window.slug)}>{t.signup_series_link()}</ButtonLink>
        </p>
      )}
      {(window.state === 'over' || window.state === 'cancelled') && (
        <p>
          <ButtonLink href={pathIn(t.language, '/')} look="other">
            {t.signup_see_coming()}
          </ButtonLink>
        </p>
      )}
    </>
  );
}

/** Of a series where each date has a form of its own. */
export function EachDate({ t, page: { offer } }: Pick<StateProps, 't' | 'page'>) {
  return (
    <>
      <Notice heading={t.signup_each_date()}>
        <p>{t.signup_each_date_text()}</p>
      </Notice>
      <p>
        <ButtonLink href={seriesPath(t.language, offer.slug)}>{t.signup_each_date_link()}</ButtonLink>
      </p>
    </>
  );
}
