import { valueOf } from '../../forms/typed';
import { ClockInput, DateInput } from '../date-input';
import { errorOf } from '../form-fields';
import { fieldOf, type SectionFieldsProps } from './editor-field';

export function WhenFields(props: SectionFieldsProps) {
  const { t } = props;
  return (
    <>
      <p>{t.editor_when_open()}</p>
      <div className="pair">
        <DateInput {...fieldOf(props, 'startDate', t.editor_start_date())} />
        <ClockInput {...fieldOf(props, 'startTime', t.editor_start_time())} />
        <ClockInput {...fieldOf(props, 'endTime', t.editor_end_time())} />
      </div>
      <Folded {...props} summary={t.editor_end_date_more()} names={['endDate']}>
        <DateInput {...fieldOf(props, 'endDate', t.editor_end_date(), { hint: t.editor_end_date_hint() })} />
      </Folded>
      <fieldset className="field">
        <legend>{t.editor_signup_times()}</legend>
        <p className="hint">{t.editor_signup_times_hint()}</p>
        <div className="pair">
          <DateInput {...fieldOf(props, 'opensDate', t.editor_opens_date())} />
          <ClockInput {...fieldOf(props, 'opensTime', t.editor_opens_time())} />
        </div>
        <div className="pair">
          <DateInput {...fieldOf(props, 'closesDate', t.editor_closes_date())} />
          <ClockInput {...fieldOf(props, 'closesTime', t.editor_closes_time())} />
        </div>
      </fieldset>
    </>
  );
}

/** What few need, folded away until something is written in it, or wrong with it. */
export function Folded(
  props: SectionFieldsProps & {
    summary: string;
    names: readonly string[];
    /** Stands open all the same. */
    open?: boolean;
    children: React.ReactNode;
  },
) {
  const { typed, errors, theirs, summary, names, open, children } = props;
  const isUsed = names.some(
    (name) => valueOf(typed, name) !== '' || errorOf(errors, name) !== undefined || (theirs && valueOf(theirs, name)),
  );
  return (
    <details className="more" open={open || isUsed}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
