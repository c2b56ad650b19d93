import type { ReactNode } from 'react';
import { valueOf, valuesOf, type Typed } from '../../forms/typed';
import type { OutsideRow } from '../../forms/editor/parts-form';
import type { OfferEntry } from '../../forms/editor/section-form';
import { Theirs } from '../conflict';
import { errorOf, type FieldsProps } from '../form-fields';

/** What a section's fields are given. */
export interface SectionFieldsProps extends FieldsProps {
  type: 'event' | 'series';
  entry: Pick<OfferEntry, 'start' | 'end' | 'kind'>;
  /** What somebody else has written meanwhile, where both have changed the same: shown beside one's own. */
  theirs: Typed | null;
  /** The activities and shifts whose times lie outside the event's own. */
  outside: readonly OutsideRow[];
}

/** What a field is given besides its name and its label. */
interface Beside {
  hint?: ReactNode;
  optional?: boolean;
  /** How a value is said, where it is a word of ours. */
  say?: (value: string) => string;
}

/** Makes the props of one field: what was typed in it, what is wrong with it, what somebody else has written. */
export function fieldOf(props: SectionFieldsProps, name: string, label: string, beside: Beside = {}) {
  const { t, typed, errors, theirs } = props;
  const { hint, optional, say = (value: string) => value } = beside;
  // a browser sends other line ends than are stored
  const said = (values: Typed) =>
    valuesOf(values, name)
      .map((value) => say(value.replaceAll('\r\n', '\n')))
      .join(', ');
  const others = theirs && said(theirs);
  const differs = others !== null && others !== said(typed);
  return {
    t,
    name,
    label,
    optional,
    error: errorOf(errors, name),
    value: valueOf(typed, name),
    hint: differs ? (
      <>
        {hint}
        <Theirs t={t} value={others} />
      </>
    ) : (
      hint
    ),
  };
}

/** Says a choice by its label. */
export const sayBy =
  (choices: readonly { value: string; label: ReactNode }[]) =>
  (value: string): string =>
    String(choices.find((choice) => choice.value === value)?.label ?? value);
