import { audiences } from '../../../domain/event';
import { audienceName } from '../../../domain/language/kind-words';
import { valuesOf } from '../../forms/typed';
import { CheckboxGroup, RadioGroup } from '../choices';
import { TextArea, TextInput } from '../text-input';
import { fieldOf, sayBy, type SectionFieldsProps } from './editor-field';
import { Folded } from './when-fields';
import { saidChoices } from './where-fields';

export function WhoFields(props: SectionFieldsProps) {
  const { t, typed } = props;
  const whom = audiences.map((value) => ({ value, label: audienceName(t, value) }));
  const said = saidChoices(t);
  return (
    <>
      <CheckboxGroup
        {...fieldOf(props, 'audience', t.editor_audiences(), { say: sayBy(whom), optional: true })}
        values={valuesOf(typed, 'audience')}
        choices={whom}
      />
      <fieldset className="field reach-fields">
        <legend>{t.editor_contact()}</legend>
        <p className="hint">{t.editor_contact_hint()}</p>
        <TextInput {...fieldOf(props, 'contactName', t.editor_contact_name())} autoComplete="off" />
        <TextInput {...fieldOf(props, 'contactPhone', t.editor_contact_phone())} type="tel" inputMode="tel" />
        <TextInput {...fieldOf(props, 'contactEmail', t.editor_contact_email())} type="email" inputMode="email" />
      </fieldset>
      <TextInput {...fieldOf(props, 'cost', t.editor_cost(), { hint: t.editor_cost_hint(), optional: true })} />
      <TextInput {...fieldOf(props, 'food', t.editor_food(), { hint: t.editor_food_hint(), optional: true })} />
      <Folded {...props} summary={t.editor_who_more()} names={['arvode', 'workingTime']}>
        <TextArea
          {...fieldOf(props, 'arvode', t.editor_arvode(), { hint: t.editor_arvode_hint(), optional: true })}
          rows={2}
        />
        <RadioGroup {...fieldOf(props, 'workingTime', t.editor_working_time(), { say: sayBy(said) })} choices={said} />
      </Folded>
    </>
  );
}
