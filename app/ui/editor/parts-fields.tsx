import { dateOf } from '../../../domain/time';
import { isOverDays } from '../../../domain/moved-entry';
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
      <TextInput
        {...fieldOf(props, `${row}.places`, t.editor_part_places(), { hint: t.editor_part_places_hint() })}
        inputMode="numeric"
        width="number"
        autoComplete="off"
      />
    </>
  );
}
