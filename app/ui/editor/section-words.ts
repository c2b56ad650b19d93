import type { Lack } from '../../../domain/readiness';
import type { Speech } from '../../../domain/language/speech';
import type { Section } from '../../../domain/sections';

/** A section by its name, as a heading and in a list. */
export function sectionName(t: Speech, section: Section): string {
  switch (section) {
    case 'vad':
      return t.editor_section_what();
    case 'nar':
      return t.editor_section_when();
    case 'var':
      return t.editor_section_where();
    case 'vem':
      return t.editor_section_who();
    case 'antal':
      return t.editor_section_how_many();
    case 'delar':
      return t.editor_section_parts();
    case 'fragor':
      return t.editor_section_questions();
  }
}

/** What is lacking, as something to see to. */
export function lackWords(t: Speech, { what }: Pick<Lack, 'what'>): string {
  switch (what) {
    case 'title':
      return t.editor_lack_title();
    case 'contact':
      return t.editor_lack_contact();
    case 'date':
      return t.editor_lack_date();
    case 'past':
      return t.editor_lack_past();
    case 'time':
      return t.editor_lack_time();
    case 'place':
      return t.editor_lack_place();
    case 'team-places':
      return t.editor_lack_team_places();
    case 'no-places':
      return t.editor_lack_no_places();
    case 'only-line':
      return t.editor_lack_only_line();
    case 'summary':
      return t.editor_lack_summary();
  }
}
