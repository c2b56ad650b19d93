import type { Speech } from '../../domain/language/speech';
import { FindSignupForm } from './find-forms';
import { LostBall } from './lost-ball';
import { Page } from './page';

/** For a code that is nobody's: the code again, and not a dead end. */
export function NoSuchSignup({ t }: { t: Speech }) {
  return (
    <Page t={t} heading={t.signup_unknown_title()} trail={[]} before={<LostBall />}>
      <p>{t.signup_unknown_text()}</p>
      <FindSignupForm t={t} />
    </Page>
  );
}
