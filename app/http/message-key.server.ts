import { createHash } from 'node:crypto';
import type { MessageTexts, Recipients } from '../../domain/message';

/**
 * What one message is known by: the form that it was written in and all that it says. So the same, however it is come to
 * again, is one message, while other words from the same form are another.
 * @param formKey the form's own
 */
export function messageKey(formKey: string, to: Recipients, { sv, en }: MessageTexts): string {
  const said = [formKey, to.whom, to.partId, sv.subject, sv.words, en?.subject, en?.words];
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url');
}
