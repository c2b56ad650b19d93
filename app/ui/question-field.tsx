import type { ReactElement } from 'react';
import type { Question } from '../../domain/question';
import { questionField } from '../forms/answers';
import { valueOf, valuesOf } from '../forms/typed';
import { CheckboxGroup, RadioGroup, type Choice } from './choices';
import { errorOf, type FieldsProps } from './form-fields';
import { TextArea, TextInput } from './text-input';

/**
 * One of an event's own questions.
 * @param props.changing of a signup that exists: then none is also an answer, which the form has to be able to send
 */
export function QuestionField(props: FieldsProps & { question: Question; changing: boolean }): ReactElement {
  const { t, typed, errors, question, changing } = props;
  const name = questionField(question.id);
  const field = { t, name, label: question.label, error: errorOf(errors, name), optional: !question.required };
  const text = { ...field, value: valueOf(typed, name), required: question.required };
  const toNone = changing && !question.required ? [{ value: '', label: t.signup_no_answer() }] : [];
  switch (question.type) {
    case 'text':
      return <TextInput {...text} autoComplete="off" />;
    case 'long-text':
      return <TextArea {...text} />;
    case 'number':
      return <TextInput {...text} inputMode="numeric" width="short" autoComplete="off" />;
    case 'yes-no':
      return (
        <RadioGroup
          {...field}
          value={valueOf(typed, name)}
          choices={[{ value: 'yes', label: t.signup_yes() }, { value: 'no', label: t.signup_no() }, ...toNone]}
        />
      );
    case 'choice':
      return (
        <RadioGroup {...field} value={valueOf(typed, name)} choices={[...question.options.map(choiceOf), ...toNone]} />
      );
    case 'choices':
      return (
        <CheckboxGroup
          {...field}
          values={valuesOf(typed, name)}
          choices={question.options.map(choiceOf)}
          keepsEmpty={changing}
        />
      );
    case 'consent':
      return (
        <CheckboxGroup
          {...field}
          values={valuesOf(typed, name)}
          choices={[{ value: 'yes', label: t.signup_consent() }]}
          keepsEmpty={changing}
        />
      );
  }
}

const choiceOf = (option: string): Choice => ({ value: option, label: option });
