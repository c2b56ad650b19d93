import { TextInput, type TextInputProps } from './text-input';

type Given = Omit<TextInputProps, 'type' | 'width' | 'half' | 'inputMode' | 'autoComplete' | 'maxLength'>;

/**
 * A day in the console, in the browser's own field. One written by half is sent as none: where script runs, that is
 * said before it is sent (app/enhance/dates.ts).
 */
export const DateInput = (props: Given) => (
  <TextInput {...props} type="date" width="short" half={props.t.editor_fault_date_half()} />
);

/**
 * A time of day, in a field of plain text: browsers' own send nothing at all of what is written by half, and "14" is.
 * domain/written-time.ts reads it.
 */
export const ClockInput = (props: Given) => <TextInput {...props} width="short" autoComplete="off" maxLength={20} />;
