import type { SignupPage } from '../../db/signup-page';
import type { TeamTerms } from '../../domain/offer';
import { valueOf } from '../forms/typed';
import { askingWords } from './asking-words';
import { errorOf, NameField, PlayerFields, ReachFields, type AskedFields, type FieldsProps } from './form-fields';
import { AudienceField, LanguageField } from './signup-fields';
import { TextInput } from './text-input';

export interface TeamFieldsProps extends AskedFields {
  page: Pick<SignupPage, 'offer' | 'kept'>;
  terms: TeamTerms;
}

/** What a team is called: asked when it is registered, and of its captain later. */
export const TeamNameField = ({ t, typed, errors }: FieldsProps) => (
  <TextInput
    t={t}
    name="team"
    label={t.team_name()}
    error={errorOf(errors, 'team')}
    value={valueOf(typed, 'team')}
    autoComplete="off"
    required
  />
);

/** Everything that a team is asked when it is registered: its own name and its captain's are needed. */
export function TeamFields({ page, terms, ...fields }: TeamFieldsProps) {
  const { t, onBehalf } = fields;
  const ask = askingWords(t, onBehalf);
  return (
    <>
      <TeamNameField {...fields} />
      <NameField {...fields} label={ask.captain} hint={ask.captainHint} />
      <PlayerFields {...fields} label={t.team_players()} hint={ask.playersHint} most={terms.max - 1} />
      <ReachFields {...fields} />
      <AudienceField {...fields} page={page} />
      {onBehalf && <LanguageField {...fields} />}
    </>
  );
}
