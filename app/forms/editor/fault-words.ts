import type { Speech } from '../../../domain/language/speech';
import type { Fault } from './section-form';

/** What is wrong with a field of the editor, as an organiser is told it. */
export function faultWords(t: Speech, { fault, limit = 0 }: Fault): string {
  switch (fault) {
    case 'missing-title':
      return t.editor_fault_missing_title();
    case 'missing-name':
      return t.editor_fault_missing_name();
    case 'missing-part':
      return t.editor_fault_missing_part();
    case 'missing-question':
      return t.editor_fault_missing_question();
    case 'missing-options':
      return t.editor_fault_missing_options();
    case 'too-long':
      return t.editor_fault_too_long({ limit });
    case 'too-many-rows':
      return t.editor_fault_too_many_rows({ limit });
    case 'not-a-number':
      return t.editor_fault_number();
    case 'not-a-positive-number':
      return t.editor_fault_positive_number();
    case 'not-a-date':
      return t.editor_fault_date();
    case 'not-a-time':
      return t.editor_fault_time();
    case 'day-over':
      return t.editor_fault_day_over();
    case 'date-missing':
      return t.editor_fault_date_missing();
    case 'start-time-missing':
      return t.editor_fault_start_time_missing();
    case 'end-time-missing':
      return t.editor_fault_end_time_missing();
    case 'end-before-start':
      return t.editor_fault_end_before_start();
    case 'closes-before-opens':
      return t.editor_fault_closes_before_opens();
    case 'closes-after-end':
      return t.editor_fault_closes_after_end();
    case 'not-an-address':
      return t.editor_fault_address();
    case 'not-a-phone':
      return t.editor_fault_phone();
    case 'not-a-link':
      return t.editor_fault_link();
    case 'link-missing':
      return t.editor_fault_link_missing();
    case 'places-for-kept':
      return t.editor_fault_places_for_kept();
    case 'kept-too-many':
      return t.editor_fault_kept_too_many({ limit });
    case 'least-over-most':
      return t.editor_fault_least_over_most();
    case 'teams-not-ticked':
      return t.editor_fault_teams_not_ticked();
    case 'teams-not-whole':
      return t.editor_fault_teams_not_whole();
    case 'teams-not-approved':
      return t.editor_fault_teams_not_approved();
    case 'line-not-ticked':
      return t.editor_fault_line_not_ticked();
    case 'link-not-chosen':
      return t.editor_fault_link_not_chosen();
    case 'kept-places-missing':
      return t.editor_fault_kept_places_missing();
    case 'teams-registered':
      return t.editor_fault_teams_registered();
    case 'people-erased':
      return t.editor_fault_people_erased();
    case 'refused':
      return t.editor_fault_refused();
  }
}
