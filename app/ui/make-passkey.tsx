import type { Speech } from '../../domain/language/speech';
import { newPasskeyPath, newPasskeyQuestionPath, passkeysPath } from '../../domain/paths';
import { Button } from './button';
import { PasskeyForm, PasskeyScript } from './passkey-form';

/** Makes a passkey on this device; says so where that cannot be. @param props.goesTo where one goes with it made */
export function MakePasskey({ t, goesTo }: { t: Speech; goesTo?: string }) {
  return (
    <>
      <PasskeyForm
        t={t}
        does="make"
        action={passkeysPath}
        question={newPasskeyQuestionPath}
        label={t.account_passkey_make()}
      >
        {goesTo && <input type="hidden" name="till" value={goesTo} />}
      </PasskeyForm>
      <WithoutPasskey t={t} />
    </>
  );
}

/** The way to it for whoever shows first who they are: not shown either where it would lead to nothing. */
export function ProveBeforePasskey({ t }: { t: Speech }) {
  return (
    <>
      <form method="post" action={newPasskeyPath} data-with-passkey="" hidden>
        <Button>{t.account_passkey_make()}</Button>
      </form>
      <WithoutPasskey t={t} />
    </>
  );
}

/** Says what to do instead, until the script has found that the browser can. */
const WithoutPasskey = ({ t }: { t: Speech }) => (
  <>
    <p data-without-passkey="">{t.account_passkey_cannot()}</p>
    <PasskeyScript />
  </>
);
