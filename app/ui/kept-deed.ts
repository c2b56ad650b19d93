import type { Speech } from '../../domain/language/speech';
import { callingOffPath, consolePath, discardingPath, passkeysPath, sessionsPath } from '../../domain/paths';
import { offerOfAction, type KeptForm } from '../forms/kept-form';

/**
 * What the button does that sends a form which waited, by what it says.
 * @param title of the event or the series that it is about, where it may be told
 * @returns null for a form that ends nothing: it is simply sent
 */
export function keptDeed(t: Speech, { action }: KeptForm, title: string | null): string | null {
  const about = offerOfAction(action);
  if (about) {
    const { type, slug } = about;
    if (action === callingOffPath(type, slug))
      return title ? t.account_again_call_off({ title }) : callOffWords(t, type);
    if (action === discardingPath(type, slug)) return title ? t.account_again_discard({ title }) : t.editor_discard();
    return null;
  }
  if (action === sessionsPath) return t.account_again_end_session();
  const [, last = ''] = memberAction.exec(action) ?? [];
  if (last === 'borttagning') return t.account_again_remove_member();
  if (last === 'roll') return t.account_again_change_role();
  if (action.startsWith(`${passkeysPath}/`) && action.endsWith('/borttagning')) return t.account_again_remove_passkey();
  return null;
}

/** What the button says that was pressed, where it ends something for many. */
export function pressedButton(t: Speech, { action }: KeptForm): string | null {
  const about = offerOfAction(action);
  if (!about) return null;
  if (action === callingOffPath(about.type, about.slug)) return callOffWords(t, about.type);
  return action === discardingPath(about.type, about.slug) ? t.editor_discard() : null;
}

const callOffWords = (t: Speech, type: 'event' | 'series'): string =>
  type === 'series' ? t.editor_call_off_whole() : t.editor_call_off();

const memberAction = new RegExp(`^${consolePath}/arrangorer/[\\w-]+/medlemmar/[\\w-]+/([\\w-]+)$`, 'u');
