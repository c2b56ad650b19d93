import { dateOf } from '../../../domain/time';
import { isOverDays } from '../../../domain/moved-entry';
import type { Outside } from '../../../domain/part-times';
import type { Speech } from '../../../domain/language/speech';
import { askedAbout } from '../../forms/editor/parts-form';
import { valueOf } from '../../forms/typed';
import { ClockInput, DateInput } from '../date-input';
import { TextInput } from '../text-input';
import { fieldOf, type SectionFieldsProps } from './editor-field';
import { RowList } from './row-list';
import { TheirRows } from './their-rows';

export function PartsFields(props: SectionFieldsProps) {
  const { t } = props;
  return (
    <>
      <p>{t.editor_parts_text()}</p>
      {!props.entry.start && <p>{t.editor_parts_no_date()}</p>}
      <Parts
        {...props}
        list="activity"
        empty={2}
        legend={t.editor_activities()}
        hint={t.editor_activities_hint()}
        titleOf={(number) => t.editor_activity({ number: String(number) })}
        moreLabel={t.editor_activities_more()}
      />
      <Parts
        {...props}
        list="shift"
        empty={1}
        legend={t.editor_shifts()}
        hint={t.editor_shifts_hint()}
        titleOf={(number) => t.editor_shift({ number: String(number) })}
        moreLabel={t.editor_shifts_more()}
      />
      {props.outside.length > 0 && <input type="hidden" name="warned" value={askedAbout(props.outside)} />}
    </>
  );
}

function Parts(
  props: SectionFieldsProps & {
    list: 'activity' | 'shift';
    empty: number;
    legend: string;
    hint: string;
    titleOf: (number: number) => string;
    moreLabel: string;
  },
) {
  const { t, typed, list, theirs } = props;
  return (
    <>
      <TheirRows t={t} theirs={theirs} list={list} field="title" />
      <RowList {...props} nameOf={(row) => valueOf(typed, `${list}.${row}.title`)}>
        {(row) => <PartFields {...props} theirs={null} row={row} />}
      </RowList>
    </>
  );
}

/** The day is asked for where it may be another than the event's: what goes on for days, or has a part on one of its own. */
function PartFields(props: SectionFieldsProps & { row: string }) {
  const { t, typed, entry, row } = props;
  const { start } = entry;
  const own = valueOf(typed, `${row}.date`);
  const asksDay = start !== undefined && (isOverDays(entry) || (own !== '' && own !== dateOf(start)));
  const asked = props.outside.find((one) => one.row === row);
  return (
    <>
      <input type="hidden" name={`${row}.slug`} value={valueOf(typed, `${row}.slug`)} />
      <TextInput {...fieldOf(props, `${row}.title`, t.editor_part_title())} autoComplete="off" />
      {start !== undefined && (
        <div className="pair">
          {asksDay && <DateInput {...fieldOf(props, `${row}.date`, t.editor_part_date())} />}
          <ClockInput {...fieldOf(props, `${row}.start`, t.editor_part_start())} />
          <ClockInput {...fieldOf(props, `${row}.end`, t.editor_part_end())} />
        </div>
      )}
      {asked && <p className="advice">{outsideWords(t, asked, props.type)}</p>}
      <TextInput
        {...fieldOf(props, `${row}.places`, t.editor_part_places(), { hint: t.editor_part_places_hint() })}
        inputMode="numeric"
        width="number"
        autoComplete="off"
      />
    </>
  );
}

/** "Aktiviteten börjar före evenemanget. Stämmer tiden?" */
function outsideWords(
  t: Speech,
  { list, outside }: { list: 'activity' | 'shift'; outside: Outside },
  type: 'event' | 'series',
) {
  const words = {
    what: list === 'activity' ? t.editor_outside_activity() : t.editor_outside_shift(),
    of: type === 'event' ? t.editor_outside_event() : t.editor_outside_date(),
  };
  if (outside === 'both') return t.editor_outside_both(words);
  return outside === 'before' ? t.editor_outside_before(words) : t.editor_outside_after(words);
}
