import type { ReactElement } from 'react';
import type { Section } from '../../../domain/sections';
import type { SectionFieldsProps } from './editor-field';
import { HowManyFields } from './how-many-fields';
import { PartsFields } from './parts-fields';
import { QuestionsFields } from './questions-fields';
import { WhatFields } from './what-fields';
import { WhenFields } from './when-fields';
import { WhereFields } from './where-fields';
import { WhoFields } from './who-fields';

/** The fields of each section. What they hold and say is read in app/forms/editor. */
export const sectionFieldsOf: Record<Section, (props: SectionFieldsProps) => ReactElement> = {
  vad: WhatFields,
  nar: WhenFields,
  var: WhereFields,
  vem: WhoFields,
  antal: HowManyFields,
  delar: PartsFields,
  fragor: QuestionsFields,
};
