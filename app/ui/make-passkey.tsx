import type { Speech } from '../../domain/language/speech';
import { newPasskeyQuestionPath, passkeysPath } from '../../domain/paths';
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
      <p data-without-passkey="">{t.account_passkey_cannot()}</p>
      <PasskeyScript />
    </>
  );
}
