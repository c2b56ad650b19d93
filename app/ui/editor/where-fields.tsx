import type { Speech } from '../../../domain/language/speech';
import { RadioGroup } from '../choices';
import { TextArea, TextInput } from '../text-input';
import { fieldOf, sayBy, type SectionFieldsProps } from './editor-field';

export function WhereFields(props: SectionFieldsProps) {
  const { t } = props;
  const said = saidChoices(t);
  return (
    <>
      <TextInput {...fieldOf(props, 'venue', t.editor_venue(), { hint: t.editor_venue_hint() })} />
      <TextInput
        {...fieldOf(props, 'address', t.editor_address(), { hint: t.editor_address_hint(), optional: true })}
      />
      <RadioGroup {...fieldOf(props, 'stepFree', t.editor_step_free(), { say: sayBy(said) })} choices={said} />
      <RadioGroup {...fieldOf(props, 'toilets', t.editor_toilets(), { say: sayBy(said) })} choices={said} />
      <TextArea
        {...fieldOf(props, 'directions', t.editor_directions(), { hint: t.editor_directions_hint(), optional: true })}
      />
    </>
  );
}

/** Yes, no, or that nobody knows: then the page says nothing. */
export const saidChoices = (t: Speech) => [
  { value: 'yes', label: t.editor_yes() },
  { value: 'no', label: t.editor_no() },
  { value: '', label: t.editor_not_said() },
];
