import type { Speech } from '../../domain/language/speech';
import { findSignupPath, findTeamPath } from '../../domain/paths';
import { Button } from './button';
import { TextInput } from './text-input';

/** Where one writes one's code, as one heard it or wrote it down. */
export function FindSignupForm({ t, code, error }: { t: Speech; code?: string; error?: string }) {
  return (
    <form method="post" action={findSignupPath(t.language)} noValidate>
      <TextInput
        t={t}
        name="code"
        label={t.signup_mine_code()}
        hint={t.signup_mine_code_hint()}
        error={error}
        value={code}
        autoComplete="off"
        spellCheck={false}
        width="short"
        required
      />
      <Button>{t.signup_mine_submit()}</Button>
    </form>
  );
}

/** Where one writes a team's three words. */
export function FindTeamForm({ t, words, error }: { t: Speech; words?: string; error?: string }) {
  return (
    <form method="get" action={findTeamPath(t.language)} noValidate>
      <TextInput
        t={t}
        name="ord"
        label={t.team_find_words()}
        hint={t.team_find_words_hint()}
        error={error}
        value={words}
        autoComplete="off"
        spellCheck={false}
        required
      />
      <Button>{t.team_find_submit()}</Button>
    </form>
  );
}
