import type { Speech } from '../../../domain/language/speech';
import type { Section } from '../../../domain/sections';
import { sectionDraftPath, sectionPath } from '../../../domain/paths';
import { Button } from '../button';
import type { SectionFieldsProps } from './editor-field';
import { sectionFieldsOf } from './section-fields';

/**
 * Stays at the top while one writes: the way to all sections, and, where a draft is saved by itself, when it last was. At
 * the bottom a phone's keyboard would hide it.
 */
export function WritingBar({ t, way, isDraft }: { t: Speech; way: string; isDraft: boolean }) {
  const words = {
    'data-saving': t.editor_draft_saving(),
    'data-faults': t.editor_draft_faults(),
    'data-failed': t.editor_saved_failed(),
  };
  return (
    <div className="writing-bar">
      <a href={way}>{t.editor_all_sections()}</a>
      {isDraft && <span role="status" className="draft-said" {...words} />}
    </div>
  );
}

/** A section's form. Of a draft it is saved while one writes, where script runs (app/enhance/draft.ts). */
export function SectionForm(
  props: SectionFieldsProps & {
    section: Section;
    slug: string;
    basis: string;
    isDraft: boolean;
    isLast: boolean;
  },
) {
  const { t, type, section, slug, basis, isDraft, isLast, theirs } = props;
  const Fields = sectionFieldsOf[section];
  // where somebody else has written the same, one's own is saved by the button alone
  const isSavedMeanwhile = isDraft && !theirs;
  const draft = isSavedMeanwhile
    ? { 'data-draft': sectionDraftPath(type, slug, section), 'data-fault': t.site_error_prefix() }
    : { 'data-unsaved': '' };
  return (
    <form method="post" action={sectionPath(type, slug, section)} noValidate {...draft}>
      <input type="hidden" name="basis" value={basis} />
      {/* what Enter presses: the first button of a form */}
      <button type="submit" className="unseen" tabIndex={-1} aria-hidden="true">
        {t.editor_save()}
      </button>
      <Fields {...props} />
      <Button>{theirs ? t.editor_save_anyway() : isDraft && !isLast ? t.editor_save_on() : t.editor_save()}</Button>
    </form>
  );
}
