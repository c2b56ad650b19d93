import { audiences } from '../../../domain/event';
import { keptFor } from '../../../domain/language/kind-words';
import { hasNoPlaces, teamNumbers, teamsOverLimit } from '../../forms/editor/how-many-form';
import { keptField } from '../../forms/editor/kept-field';
import { valueOf, valuesOf } from '../../forms/typed';
import { CheckboxGroup, RadioGroup } from '../choices';
import { ClockInput, DateInput } from '../date-input';
import { TextInput } from '../text-input';
import { fieldOf, sayBy, type SectionFieldsProps } from './editor-field';
import { Folded } from './when-fields';

export function HowManyFields(props: SectionFieldsProps) {
  const { t, type, typed } = props;
  const ways = [
    { value: 'open', label: type === 'series' ? t.editor_signup_each() : t.editor_signup_open() },
    ...(type === 'series' ? [{ value: 'whole', label: t.editor_signup_whole() }] : []),
    { value: 'none', label: t.editor_signup_none() },
    { value: 'external', label: t.editor_signup_external() },
  ];
  const line = [{ value: 'yes', label: t.editor_waitlist() }];
  const approval = [{ value: 'yes', label: t.editor_approval() }];
  return (
    <>
      <RadioGroup {...fieldOf(props, 'signup', t.editor_signup(), { say: sayBy(ways) })} choices={ways} />
      <Folded {...props} summary={t.editor_external_more()} names={['externalSignup']}>
        <TextInput
          {...fieldOf(props, 'externalSignup', t.editor_external(), { hint: t.editor_external_hint() })}
          inputMode="url"
          spellCheck={false}
        />
      </Folded>
      <TeamFields {...props} />
      <CapacityField {...props} />
      <CheckboxGroup
        {...fieldOf(props, 'waitlist', t.editor_waitlist_legend(), {
          say: sayBy(line),
          hint: t.editor_waitlist_hint(),
        })}
        values={valuesOf(typed, 'waitlist')}
        choices={line}
      />
      <Folded {...props} summary={t.editor_waitlist_limit_more()} names={['waitlistLimit']}>
        <Number
          {...props}
          name="waitlistLimit"
          label={t.editor_waitlist_limit()}
          hint={t.editor_waitlist_limit_hint()}
        />
      </Folded>
      <Number {...props} name="maxPartySize" label={t.editor_max_party()} hint={t.editor_max_party_hint()} />
      <CheckboxGroup
        {...fieldOf(props, 'approval', t.editor_approval_legend(), {
          say: sayBy(approval),
          hint: t.editor_approval_hint(),
        })}
        values={valuesOf(typed, 'approval')}
        choices={approval}
      />
      <KeptFields {...props} />
    </>
  );
}

/** Whether the section is about teams: they sign up, or it is of the kind where they do. */
const hasTeams = ({ typed, entry }: SectionFieldsProps): boolean =>
  valuesOf(typed, 'teams').length > 0 || entry.kind === 'tournament';

/** Where teams sign up their players are counted, and not the teams: a limit that all teams cannot fit in is said. */
function CapacityField(props: SectionFieldsProps) {
  const { t, typed } = props;
  const least = teamsOverLimit(typed);
  return (
    <>
      {hasTeams(props) ? (
        <Number {...props} name="capacity" label={t.editor_capacity_teams()} hint={t.editor_capacity_teams_hint()} />
      ) : (
        <Number {...props} name="capacity" label={t.editor_capacity()} hint={t.editor_capacity_hint()} />
      )}
      {hasNoPlaces(typed) && (
        <>
          <p className="advice">
            {valuesOf(typed, 'waitlist').length > 0 ? t.editor_only_line() : t.editor_no_places()}
          </p>
          <input type="hidden" name="warned" value="0" />
        </>
      )}
      {least !== null && (
        <>
          <p className="advice">
            {t.editor_teams_over_limit({
              teams: valueOf(typed, 'teamsCapacity'),
              players: valueOf(typed, 'teamsMin') || '1',
              people: least,
              capacity: valueOf(typed, 'capacity'),
            })}
          </p>
          {/* who has read it and saves again means it */}
          <input type="hidden" name="warned" value={least} />
        </>
      )}
    </>
  );
}

function KeptFields(props: SectionFieldsProps) {
  const { t } = props;
  return (
    <Folded {...props} summary={t.editor_kept()} names={audiences.map((one) => keptField(one, 'places'))}>
      <p className="hint">{t.editor_kept_hint()}</p>
      {audiences.map((audience) => (
        <fieldset key={audience} className="field">
          <legend>{t.editor_kept_for({ audience: keptFor(t, audience) })}</legend>
          <div className="pair">
            <Number {...props} name={keptField(audience, 'places')} label={t.editor_kept_places()} />
            <DateInput {...fieldOf(props, keptField(audience, 'date'), t.editor_kept_date())} />
            <ClockInput {...fieldOf(props, keptField(audience, 'time'), t.editor_kept_time())} />
          </div>
        </fieldset>
      ))}
    </Folded>
  );
}

function TeamFields(props: SectionFieldsProps) {
  const { t, typed } = props;
  const teams = [{ value: 'yes', label: t.editor_teams() }];
  return (
    <Folded {...props} summary={t.editor_teams_more()} names={['teams', ...teamNumbers]} open={hasTeams(props)}>
      <CheckboxGroup
        {...fieldOf(props, 'teams', t.editor_teams_legend(), { say: sayBy(teams) })}
        values={valuesOf(typed, 'teams')}
        choices={teams}
      />
      <Number {...props} name="teamsCapacity" label={t.editor_teams_capacity()} hint={t.editor_teams_capacity_hint()} />
      <div className="pair">
        <Number {...props} name="teamsMin" label={t.editor_teams_min()} />
        <Number {...props} name="teamsMax" label={t.editor_teams_max()} />
      </div>
    </Folded>
  );
}

function Number(props: SectionFieldsProps & { name: string; label: string; hint?: string }) {
  const { name, label, hint } = props;
  return <TextInput {...fieldOf(props, name, label, { hint })} inputMode="numeric" width="number" autoComplete="off" />;
}
