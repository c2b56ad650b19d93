import type { Kind } from '../../domain/event';
import { kindName } from '../../domain/language/kind-words';
import { pathIn } from '../../domain/language/path';
import type { Speech } from '../../domain/language/speech';
import { isFiltered, type ListFilter } from '../../domain/list-filter';
import { Button } from './button';
import { Select } from './choices';
import { TextInput } from './text-input';

/**
 * Search, and what else a list can be narrowed by: folded away until it is used. A plain GET form. What there is too
 * much of to choose from is searched for by its name.
 */
export function ListFilterForm(props: {
  t: Speech;
  filter: ListFilter;
  choices: { organisations: { slug: string; name: string }[]; kinds: Kind[]; venues: string[] };
}) {
  const { t, filter, choices } = props;
  const kinds = choices.kinds
    .map((kind) => ({ value: kind, label: kindName(t, kind) }))
    .sort((one, other) => one.label.localeCompare(other.label, t.language));
  const all = (label: string) => ({ value: '', label });
  return (
    <details className="filter" open={isFiltered(filter)}>
      <summary>{t.site_filter_heading()}</summary>
      <form method="get" action={pathIn(t.language, '/')} role="search" aria-label={t.site_filter_heading()}>
        <TextInput t={t} name="q" label={t.site_filter_q()} type="search" value={filter.text ?? ''} />
        <Select
          t={t}
          name="typ"
          label={t.site_filter_kind()}
          value={filter.kind ?? ''}
          choices={[all(t.site_filter_all()), ...kinds]}
        />
        {choices.organisations.length > 0 && (
          <Select
            t={t}
            name="arrangor"
            label={t.site_filter_organisation()}
            value={filter.organisation ?? ''}
            choices={[
              all(t.site_filter_everybody()),
              ...choices.organisations.map(({ slug, name }) => ({ value: slug, label: name })),
            ]}
          />
        )}
        {choices.venues.length > 0 && (
          <Select
            t={t}
            name="plats"
            label={t.site_filter_venue()}
            value={filter.venue ?? ''}
            choices={[
              all(t.site_filter_everywhere()),
              ...choices.venues.map((venue) => ({ value: venue, label: venue })),
            ]}
          />
        )}
        <TextInput t={t} name="fran" label={t.site_filter_from()} type="date" width="short" value={filter.from ?? ''} />
        <div>
          <Button look="go">{t.site_filter_submit()}</Button>
          {isFiltered(filter) && <a href={pathIn(t.language, '/')}>{t.site_filter_clear()}</a>}
        </div>
      </form>
    </details>
  );
}
