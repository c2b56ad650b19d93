import type { Speech } from '../../domain/language/speech';
import type { OwnNameFault } from '../forms/own-name';
import { TextInput } from './text-input';

/** What an organiser wants to be called. */
export function OwnNameField({ t, value, error }: { t: Speech; value: string; error?: string }) {
  return (
    <TextInput
      t={t}
      name="name"
      label={t.account_name()}
      hint={t.account_name_hint()}
      value={value}
      error={error}
      autoComplete="name"
      optional
    />
  );
}

/** What is wrong with it, in words. */
export const ownNameFault = (t: Speech, fault: OwnNameFault): string =>
  fault === 'too-long' ? t.account_name_long() : t.account_name_unreadable();
