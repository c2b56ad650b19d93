import type { Instant } from '../../domain/event';
import { formatMoment } from '../../domain/language/dates';
import type { Speech } from '../../domain/language/speech';
import { eventSignupPath, eventTeamPath, seriesSignupPath } from '../../domain/paths';
import type { Standing } from '../../domain/places-left';
import { ButtonLink } from './button';

/** What one can press on an event's or a series' page: one thing first, then what else there is. */
export function SignUp(props: {
  t: Speech;
  now: Instant;
  offer: { type: 'event' | 'series'; slug: string; timeZone: string; signupClosesAt: Instant | null };
  standing: Standing;
  /** Of an event with teams: how its places for teams stand. */
  teams?: Standing | null;
  /** Whether somebody is still needed for a shift. */
  shiftsLeft?: boolean;
  /** Where every button leads, in place of the forms' own addresses: in a preview there are none yet. */
  formHref?: string;
}) {
  const { t, now, offer, standing, teams, shiftsLeft, formHref } = props;
  const form = formHref ?? (offer.type === 'event' ? eventSignupPath : seriesSignupPath)(t.language, offer.slug);
  switch (standing.state) {
    case 'external':
      return (
        <p>
          <ButtonLink href={standing.url} rel="external noopener noreferrer">
            {t.event_sign_up_external()}
          </ButtonLink>
        </p>
      );
    case 'series':
      return (
        <p>
          <ButtonLink href={formHref ?? seriesSignupPath(t.language, standing.slug)}>
            {t.event_sign_up_series()}
          </ButtonLink>
        </p>
      );
    case 'open':
    case 'few':
    case 'waitlist':
    case 'full': {
      const buttons = [
        teams && teams.state !== 'full' && (
          <ButtonLink key="team" href={formHref ?? eventTeamPath(t.language, offer.slug)}>
            {teams.state === 'waitlist' ? t.event_sign_up_team_waitlist() : t.event_sign_up_team()}
          </ButtonLink>
        ),
        standing.state !== 'full' && (
          <ButtonLink key="own" href={form} look={teams ? 'other' : 'go'}>
            {standing.state === 'waitlist'
              ? t.event_sign_up_waitlist()
              : teams
                ? t.event_sign_up_player()
                : offer.type === 'series'
                  ? t.event_sign_up_series()
                  : t.event_sign_up()}
          </ButtonLink>
        ),
        shiftsLeft && (standing.state === 'full' || standing.state === 'waitlist') && (
          <ButtonLink key="shift" href={form} look="other">
            {t.event_sign_up_shift()}
          </ButtonLink>
        ),
      ].filter(Boolean);
      if (!buttons.length) return null;
      const closes = offer.signupClosesAt;
      return (
        <div className="sign-up">
          <p>{buttons}</p>
          <p className="quiet">
            {t.event_sign_up_name_only()}{' '}
            {closes !== null && t.event_closes({ when: formatMoment(closes, offer.timeZone, t, now) })}
          </p>
        </div>
      );
    }
    default:
      return null;
  }
}
