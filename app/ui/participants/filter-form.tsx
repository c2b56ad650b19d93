import type { Speech } from '../../../domain/language/speech';
import { participantViews, type ParticipantFilter, type ParticipantView } from '../../../domain/participant-filter';
import { Button } from '../button';
import { Select } from '../choices';
import { TextInput } from '../text-input';

/** What the list shows: by words, and by how a signup stands, what it chose and its team. A plain GET. */
export function FilterForm(props: {
  t: Speech;
  action: string;
  filter: ParticipantFilter;
  parts: readonly { id: string; title: string; status: string }[];
  teams: readonly { number: number; name: string }[] | null;
  /** Whether somebody may wait for a yes or a no. */
  asks: boolean;
}) {
  const { t, action, filter, parts, teams, asks } = props;
  const views = participantViews.filter((view) => view !== 'fraga' || asks || filter.view === 'fraga');
  return (
    <form method="get" action={action} className="participant-filter no-print" role="search">
      <TextInput
        t={t}
        name="q"
        type="search"
        label={t.participants_search()}
        hint={t.participants_search_hint()}
        value={filter.words}
        autoComplete="off"
        spellCheck={false}
      />
      <Select
        t={t}
        name="visa"
        label={t.participants_show()}
        value={filter.view}
        choices={views.map((value) => ({ value, label: viewWords(t, value) }))}
      />
      {parts.length > 0 && (
        <Select
          t={t}
          name="del"
          label={t.participants_part()}
          value={filter.part ?? ''}
          choices={[
            { value: '', label: t.participants_part_all() },
            ...parts.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
      )}
      {teams && (
        <Select
          t={t}
          name="lag"
          label={t.participants_team()}
          value={filter.team === null ? '' : String(filter.team)}
          choices={[
            { value: '', label: t.participants_team_all() },
            { value: 'utan', label: t.participants_team_none() },
            ...teams.map(({ number, name }) => ({
              value: String(number),
              label: t.participants_team_name({ number, name }),
            })),
          ]}
        />
      )}
      <Button look="other">{t.participants_filter_submit()}</Button>
    </form>
  );
}

function viewWords(t: Speech, view: ParticipantView): string {
  switch (view) {
    case 'med':
      return t.participants_view_med();
    case 'plats':
      return t.participants_view_plats();
    case 'vantar':
      return t.participants_view_vantar();
    case 'fraga':
      return t.participants_view_fraga();
    case 'nas-inte':
      return t.participants_view_nas_inte();
    case 'av-arrangor':
      return t.participants_view_av_arrangor();
    case 'avbokade':
      return t.participants_view_avbokade();
  }
}
