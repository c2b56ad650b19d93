import type { Speech } from '../../../domain/language/speech';
import { questionTypes, type QuestionType } from '../../../domain/question';
import { valueOf } from '../../forms/typed';
import { Select } from '../choices';
import { TextArea, TextInput } from '../text-input';
import { fieldOf, type SectionFieldsProps } from './editor-field';
import { RowList } from './row-list';
import { TheirRows } from './their-rows';

export function QuestionsFields(props: SectionFieldsProps) {
  const { t, typed, theirs } = props;
  return (
    <>
      <TheirRows t={t} theirs={theirs} list="question" field="label" />
      <RowList
        {...props}
        list="question"
        empty={1}
        legend={t.editor_questions()}
        hint={t.editor_questions_hint()}
        nameOf={(row) => valueOf(typed, `question.${row}.label`)}
        titleOf={(number) => t.editor_question({ number: String(number) })}
        moreLabel={t.editor_questions_more()}
      >
        {(row) => <Question {...props} theirs={null} row={row} />}
      </RowList>
    </>
  );
}

function Question(props: SectionFieldsProps & { row: string }) {
  const { t, typed, row } = props;
  const required = `${row}.required`;
  return (
    <>
      <input type="hidden" name={`${row}.id`} value={valueOf(typed, `${row}.id`)} />
      <TextInput {...fieldOf(props, `${row}.label`, t.editor_question_label())} autoComplete="off" />
      <Select
        {...fieldOf(props, `${row}.type`, t.editor_question_type(), { hint: t.editor_question_type_hint() })}
        choices={questionTypes.map((value) => ({ value, label: typeName(t, value) }))}
      />
      <TextArea
        {...fieldOf(props, `${row}.options`, t.editor_question_options(), { hint: t.editor_question_options_hint() })}
        rows={3}
      />
      <div className="tick">
        <input
          type="checkbox"
          id={required}
          name={required}
          value="yes"
          defaultChecked={valueOf(typed, required) !== ''}
        />
        <label htmlFor={required}>{t.editor_question_required()}</label>
      </div>
    </>
  );
}

function typeName(t: Speech, type: QuestionType): string {
  switch (type) {
    case 'text':
      return t.editor_question_text();
    case 'long-text':
      return t.editor_question_long_text();
    case 'number':
      return t.editor_question_number();
    case 'yes-no':
      return t.editor_question_yes_no();
    case 'choice':
      return t.editor_question_choice();
    case 'choices':
      return t.editor_question_choices();
    case 'consent':
      return t.editor_question_consent();
  }
}
