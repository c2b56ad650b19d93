import type { Audience } from '../../../domain/event';

/** A field of the places that are kept for an audience. */
export const keptField = (audience: Audience, field: 'places' | 'date' | 'time') => `kept.${audience}.${field}`;
