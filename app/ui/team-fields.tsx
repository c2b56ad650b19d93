import type { SignupPage } from '../../db/signup-page';
import type { TeamTerms } from '../../domain/offer';
import { valueOf } from '../forms/typed';
import { errorOf, NameField, PlayerFields, ReachFields, type FieldsProps } from './form-fields';
import { AudienceField } from './signup-fields';
import { TextInput } from './text-input';

export interface TeamFieldsProps extends FieldsProps {
  page: Pick<SignupPage, 'offer' | 'kept'>;
  terms: TeamTerms;
  /** An organiser fills it in for the captain. */
  onBehalf?: boolean;
}

/** Everything that a team is asked when it is registered: its own name and its captain's are needed. */
export function TeamFields({ page, terms, onBehalf, ...fields }: TeamFieldsProps) {
  const { t, typed, errors } = fields;
  return (
    <>
      <TextInput
        t={t}
        name="team"
        label={t.team_name()}
        error={errorOf(errors, 'team')}
        value={valueOf(typed, 'team')}
        autoComplete="off"
        required
      />
      <NameField {...fields} label={t.team_captain()} hint={t.team_captain_hint()} onBehalf={onBehalf} />
      <PlayerFields {...fields} label={t.team_players()} hint={t.team_players_hint()} most={terms.max - 1} />
      <ReachFields {...fields} onBehalf={onBehalf} />
      <AudienceField {...fields} page={page} />
    </>
  );
}
