import type { SignupPage } from '../../db/signup-page';
import { audiences, type Instant } from '../../domain/event';
import type { Speech } from '../../domain/language/speech';
import { hasLine } from '../../domain/signup-room';
import { valueOf, valuesOf } from '../forms/typed';
import { askingWords } from './asking-words';
import { audienceWords } from './participants/audience';
import { Select } from './choices';
import { errorOf, NameField, ReachFields, type AskedFields, type FieldsProps } from './form-fields';
import { PartField } from './part-field';
import { QuestionField } from './question-field';
import { TextArea, TextInput } from './text-input';

export interface SignupFieldsProps extends FieldsProps {
  page: SignupPage;
  now: Instant;
  /** Of somebody who joins a team, or has a row in one: the party is not the whole team. */
  inTeam?: 'joins' | 'member';
  /** Leaves out how many they are, which then stays as it was. CONTRACT §3.15 */
  keepsPartySize?: boolean;
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
  const fields = { t, typed, errors, onBehalf };
  const ask = askingWords(t, onBehalf);
  const changing = before !== undefined;
  const around = { parts, event: offer, now, before: before ?? [], hasLine: hasLine(offer, waiting, now), changing };
  const choosesActivities = parts.some(({ of, status }) => of === 'activity' && status === 'published') && !shiftsOnly;
  const shiftHints = [
    changing ? null : choosesActivities ? ask.shiftsHintChoose : ask.shiftsHint,
    room === 'line' ? ask.shiftsDespiteFull : null,
  ].filter(Boolean);
  return (
    <>
      <NameField {...fields} />
      {!props.keepsPartySize && (
        <PartySizeField {...fields} inTeam={props.inTeam} largest={largestParty(offer, props.largestParty)} />
      )}
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
          label={ask.activities}
          hint={changing ? undefined : ask.activitiesHint}
        />
      )}
      <PartField {...fields} {...around} of="shift" label={ask.shifts} hint={shiftHints.join(' ') || undefined} />
      {offer.questions.map((question) => (
        <QuestionField key={question.id} {...fields} question={question} changing={changing} />
      ))}
      {room === 'kept' && <AudienceField {...fields} page={page} />}
      <ReachFields {...fields} />
      <More {...fields} page={page} asksAudience={room !== 'kept'} />
    </>
  );
}

/** No more than there are places in all; a pool of 0 takes a line all the same. CONTRACT §3.1. */
const largestParty = (offer: SignupPage['offer'], most = Infinity): number =>
  Math.min(offer.maxPartySize, offer.capacity || Infinity, most);

function PartySizeField(props: AskedFields & Pick<SignupFieldsProps, 'inTeam'> & { largest: number }) {
  const { t, typed, errors, onBehalf, inTeam, largest } = props;
  const ask = partySizeWords(t, onBehalf, inTeam);
  return (
    <TextInput
      t={t}
      name="partySize"
      label={ask.label}
      hint={ask.hint({ limit: largest })}
      error={errorOf(errors, 'partySize')}
      value={valueOf(typed, 'partySize')}
      inputMode="numeric"
      width="number"
      autoComplete="off"
    />
  );
}

function partySizeWords(t: Speech, onBehalf?: boolean, inTeam?: SignupFieldsProps['inTeam']) {
  const ask = askingWords(t, onBehalf);
  switch (inTeam) {
    case 'joins':
      return { label: t.team_joining_size(), hint: t.team_joining_size_hint };
    case 'member':
      return { label: ask.rowSize, hint: ask.rowSizeHint };
    case undefined:
      return { label: ask.partySize, hint: ask.partySizeHint };
  }
}

/** What few need to say, folded away until somebody opens it, or has typed in it. */
function More({ page, asksAudience, ...fields }: AskedFields & { page: SignupPage; asksAudience: boolean }) {
  const { t, typed, errors, onBehalf } = fields;
  const ask = askingWords(t, onBehalf);
  const used = ['note', ...(asksAudience ? ['audience'] : [])].some(
    (name) => valueOf(typed, name) !== '' || errorOf(errors, name) !== undefined,
  );
  return (
    <details className="more" open={used}>
      <summary>{ask.more}</summary>
      {asksAudience && <AudienceField {...fields} page={page} />}
      <TextArea
        t={t}
        name="note"
        label={t.signup_note()}
        hint={ask.noteHint}
        error={errorOf(errors, 'note')}
        value={valueOf(typed, 'note')}
        optional
      />
      {onBehalf && <LanguageField {...fields} />}
    </details>
  );
}

/** Asked of an organiser alone: else the language is the page's own. */
export function LanguageField({ t, typed, errors }: AskedFields) {
  return (
    <Select
      t={t}
      name="language"
      label={t.participants_ask_language()}
      error={errorOf(errors, 'language')}
      value={valueOf(typed, 'language') || 'sv'}
      choices={[
        { value: 'sv', label: t.participants_language_sv() },
        { value: 'en', label: t.participants_language_en() },
      ]}
    />
  );
}

/** Told voluntarily, and asked only where it says something: where the event is for some, or keeps places for some. */
export function AudienceField(props: AskedFields & { page: Pick<SignupPage, 'offer' | 'kept'> }) {
  const { t, typed, errors, onBehalf, page } = props;
  const ask = askingWords(t, onBehalf);
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
      label={ask.audience}
      hint={page.kept.length ? ask.audienceHintKept : ask.audienceHint}
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
