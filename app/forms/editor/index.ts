import type { Section } from '../../../domain/sections';
import { howManyForm } from './how-many-form';
import { partsForm } from './parts-form';
import { questionsForm } from './questions-form';
import type { SectionForm } from './section-form';
import { whatForm } from './what-form';
import { whenForm } from './when-form';
import { whereForm } from './where-form';
import { whoForm } from './who-form';

/** The form of each section. How it looks is in app/ui/editor. */
export const sectionForms: Record<Section, SectionForm> = {
  vad: whatForm,
  nar: whenForm,
  var: whereForm,
  vem: whoForm,
  antal: howManyForm,
  delar: partsForm,
  fragor: questionsForm,
};
