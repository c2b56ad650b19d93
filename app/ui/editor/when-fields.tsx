import { valueOf } from '../../forms/typed';
import { errorOf } from '../form-fields';
import { TextInput } from '../text-input';
import { fieldOf, type SectionFieldsProps } from './editor-field';

export function WhenFields(props: SectionFieldsProps) {
  const { t } = props;
  return (
    <>
      <p>{t.editor_when_open()}</p>
      <div className="pair">
        <TextInput {...fieldOf(props, 'startDate', t.editor_start_date())} type="date" width="short" />
        <TextInput {...fieldOf(props, 'startTime', t.editor_start_time())} type="time" width="short" />
        <TextInput {...fieldOf(props, 'endTime', t.editor_end_time())} type="time" width="short" />
      </div>
      <Folded {...props} summary={t.editor_end_date_more()} names={['endDate']}>
        <TextInput
          {...fieldOf(props, 'endDate', t.editor_end_date(), { hint: t.editor_end_date_hint() })}
          type="date"
          width="short"
        />
      </Folded>
      <fieldset className="field">
        <legend>{t.editor_signup_times()}</legend>
        <p className="hint">{t.editor_signup_times_hint()}</p>
        <div className="pair">
          <TextInput {...fieldOf(props, 'opensDate', t.editor_opens_date())} type="date" width="short" />
          <TextInput {...fieldOf(props, 'opensTime', t.editor_opens_time())} type="time" width="short" />
        </div>
        <div className="pair">
          <TextInput {...fieldOf(props, 'closesDate', t.editor_closes_date())} type="date" width="short" />
          <TextInput {...fieldOf(props, 'closesTime', t.editor_closes_time())} type="time" width="short" />
        </div>
      </fieldset>
    </>
  );
}

/** What few need, folded away until something is written in it, or wrong with it. */
export function Folded(
  props: SectionFieldsProps & { summary: string; names: readonly string[]; children: React.ReactNode },
) {
  const { typed, errors, theirs, summary, names, children } = props;
  const isUsed = names.some(
    (name) => valueOf(typed, name) !== '' || errorOf(errors, name) !== undefined || (theirs && valueOf(theirs, name)),
  );
  return (
    <details className="more" open={isUsed}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
