import { kindChoices } from '../../../domain/language/kind-words';
import { valueOf, valuesOf } from '../../forms/typed';
import { CheckboxGroup, Select } from '../choices';
import { TextArea, TextInput } from '../text-input';
import { Coach } from './coach';
import { fieldOf, sayBy, type SectionFieldsProps } from './editor-field';

export function WhatFields(props: SectionFieldsProps) {
  const { t, typed } = props;
  const choices = kindChoices(t);
  const discreet = [{ value: 'yes', label: t.editor_discreet() }];
  return (
    <>
      <TextInput {...fieldOf(props, 'title', t.editor_title(), { hint: t.editor_title_hint() })} required />
      <Select {...fieldOf(props, 'kind', t.editor_kind(), { say: sayBy(choices) })} choices={choices} />
      <TextArea {...fieldOf(props, 'summary', t.editor_summary(), { hint: t.editor_summary_hint() })} rows={3} />
      <Coach t={t} name="summary" text={valueOf(typed, 'summary')} />
      <TextArea
        {...fieldOf(props, 'description', t.editor_description(), {
          hint: t.editor_description_hint(),
          optional: true,
        })}
        rows={8}
      />
      <Coach t={t} name="description" text={valueOf(typed, 'description')} />
      <CheckboxGroup
        {...fieldOf(props, 'discreet', t.editor_discreet_legend(), {
          hint: t.editor_discreet_hint(),
          say: sayBy(discreet),
        })}
        values={valuesOf(typed, 'discreet')}
        choices={discreet}
      />
    </>
  );
}
