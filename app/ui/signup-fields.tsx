import type { SignupPage } from '../../db/signup-page';
import { audiences, type Instant } from '../../domain/event';
import { hasLine } from '../../domain/signup-room';
import { valueOf, valuesOf } from '../forms/typed';
import { audienceWords } from './participants/audience';
import { Select } from './choices';
import { errorOf, NameField, ReachFields, type FieldsProps } from './form-fields';
import { PartField } from './part-field';
import { QuestionField } from './question-field';
import { TextArea, TextInput } from './text-input';

export interface SignupFieldsProps extends FieldsProps {
  page: SignupPage;
  now: Instant;
  /** The largest party, where that is less than the event's own. */
  largestParty?: number;
  /** Of a signup that is changed: the slugs that it has, so that an empty group of boxes is sent as none. */
  before?: readonly string[];
  /** Only what a helper is asked: the event is full. CONTRACT §3.7 */
  shiftsOnly?: boolean;
  /** An organiser fills it in for somebody. */
  onBehalf?: boolean;
  /** Of a player without a team. */
  asksPlayWith?: boolean;
}

/** Everything that a signup is asked, on one screen, with one field that is needed. */
export function SignupFields(props: SignupFieldsProps) {
  const { t, typed, errors, page, now, before, shiftsOnly = false, onBehalf } = props;
  const { offer, parts, waiting, room } = page;
  const fields = { t, typed, errors };
  const changing = before !== undefined;
  const around = { parts, event: offer, now, before: before ?? [], hasLine: hasLine(offer, waiting, now), changing };
  const choosesActivities = parts.some(({ of, status }) => of === 'activity' && status === 'published') && !shiftsOnly;
  const shiftHints = [
    changing ? null : choosesActivities ? t.signup_shifts_hint_choose() : t.signup_shifts_hint(),
    room === 'line' ? t.signup_shifts_despite_full() : null,
  ].filter(Boolean);
  return (
    <>
      <NameField {...fields} onBehalf={onBehalf} />
      <PartySizeField {...fields} largest={largestParty(offer, props.largestParty)} />
      {props.asksPlayWith && offer.teams && !shiftsOnly && (
        <TextInput
          t={t}
          name="playWith"
          label={t.signup_play_with()}
          error={errorOf(errors, 'playWith')}
          value={valueOf(typed, 'playWith')}
          autoComplete="off"
          optional
        />
      )}
      {(!shiftsOnly || valuesOf(typed, 'activity').length > 0) && (
        <PartField
          {...fields}
          {...around}
          of="activity"
          label={t.signup_activities()}
          hint={changing ? undefined : t.signup_activities_hint()}
        />
      )}
      <PartField
        {...fields}
        {...around}
        of="shift"
        label={t.signup_shifts()}
        hint={shiftHints.join(' ') || undefined}
      />
      {offer.questions.map((question) => (
        <QuestionField key={question.id} {...fields} question={question} changing={changing} />
      ))}
      {room === 'kept' && <AudienceField {...fields} page={page} />}
      <ReachFields {...fields} onBehalf={onBehalf} />
      <More {...fields} page={page} asksAudience={room !== 'kept'} />
    </>
  );
}

/** No more than there are places in all; a pool of 0 takes a line all the same. CONTRACT §3.1. */
const largestParty = (offer: SignupPage['offer'], most = Infinity): number =>
  Math.min(offer.maxPartySize, offer.capacity || Infinity, most);

function PartySizeField({ t, typed, errors, largest }: FieldsProps & { largest: number }) {
  return (
    <TextInput
      t={t}
      name="partySize"
      label={t.signup_party_size()}
      hint={t.signup_party_size_hint({ limit: largest })}
      error={errorOf(errors, 'partySize')}
      value={valueOf(typed, 'partySize')}
      inputMode="numeric"
      width="number"
      autoComplete="off"
    />
  );
}

/** What few need to say, folded away until somebody opens it, or has typed in it. */
function More({ page, asksAudience, ...fields }: FieldsProps & { page: SignupPage; asksAudience: boolean }) {
  const { t, typed, errors } = fields;
  const used = ['note', ...(asksAudience ? ['audience'] : [])].some(
    (name) => valueOf(typed, name) !== '' || errorOf(errors, name) !== undefined,
  );
  return (
    <details className="more" open={used}>
      <summary>{t.signup_more()}</summary>
      {asksAudience && <AudienceField {...fields} page={page} />}
      <TextArea
        t={t}
        name="note"
        label={t.signup_note()}
        hint={t.signup_note_hint()}
        error={errorOf(errors, 'note')}
        value={valueOf(typed, 'note')}
        optional
      />
    </details>
  );
}

/** Told voluntarily, and asked only where it says something: where the event is for some, or keeps places for some. */
export function AudienceField({ t, typed, errors, page }: FieldsProps & { page: Pick<SignupPage, 'offer' | 'kept'> }) {
  const given = valueOf(typed, 'audience');
  const asked = new Set<string>([...page.offer.audiences, ...page.kept.map(({ audience }) => audience), given]);
  const choices = audiences.filter((audience) => asked.has(audience));
  const error = errorOf(errors, 'audience');
  const saysNothing = choices.length === 0 || (choices.length === 1 && choices[0] === 'public' && !given);
  if (saysNothing && !error) return null;
  return (
    <Select
      t={t}
      name="audience"
      label={t.signup_audience()}
      hint={t.signup_audience_hint()}
      error={error}
      value={given}
      choices={[
        { value: '', label: t.signup_audience_none() },
        ...choices.map((value) => ({ value, label: audienceWords(t, value) })),
      ]}
      optional
    />
  );
}
