import { codeStands } from '../../domain/login';
import type { Speech } from '../../domain/language/speech';
import {
  consolePath,
  goOnMailPath,
  goOnPasskeyPath,
  goOnPath,
  goOnQuestionPath,
  passkeyLoginQuestionPath,
} from '../../domain/paths';
import { keptFields, writeFields, type KeptForm } from '../forms/kept-form';
import { Button } from './button';
import { ErrorSummary, type FieldError } from './error-summary';
import { errorOf } from './form-fields';
import { keptDeed, pressedButton } from './kept-deed';
import { LoginCodeField } from './login-code-field';
import { Page } from './page';
import { PasskeyForm, PasskeyScript } from './passkey-form';
import { TextInput } from './text-input';

interface WithKept {
  t: Speech;
  kept: KeptForm;
}

/** A form that waits while somebody shows who they are, carried along from page to page. */
const Carried = ({ kept }: { kept: KeptForm }) => (
  <>
    <input type="hidden" name={keptFields.action} value={kept.action} />
    <input type="hidden" name={keptFields.fields} value={writeFields(kept)} />
  </>
);

/** Of somebody who is not logged in any more: where to mail a code. */
export function AskForAddress(props: WithKept & { passkeys: boolean; typed?: string; errors?: readonly FieldError[] }) {
  const { t, kept, passkeys, typed, errors = [] } = props;
  return (
    <Page t={t} heading={t.account_again_out_title()} before={<ErrorSummary t={t} errors={errors} />}>
      <p>{t.account_again_out_text()}</p>
      <p>
        <strong>{undoneWords(t, kept)}</strong> {t.account_again_out_here()}
      </p>
      <form method="post" action={goOnMailPath} encType="multipart/form-data" noValidate>
        <Carried kept={kept} />
        <TextInput
          t={t}
          name="email"
          type="email"
          label={t.signup_email()}
          error={errorOf(errors, 'email')}
          value={typed}
          autoComplete="email"
          inputMode="email"
          spellCheck={false}
          required
        />
        <Button>{t.organiser_login_submit()}</Button>
      </form>
      {passkeys && <UsePasskey t={t} kept={kept} question={passkeyLoginQuestionPath} />}
    </Page>
  );
}

/** Of somebody who has a passkey: that, or a mailed code. */
export function AskHow(props: WithKept & { email: string; errors?: readonly FieldError[] }) {
  const { t, kept, email, errors = [] } = props;
  return (
    <Page t={t} heading={t.account_again_prove_title()} before={<ErrorSummary t={t} errors={errors} />}>
      <p>{t.account_again_prove_text()}</p>
      <p>
        <strong>{undoneWords(t, kept)}</strong> {t.account_again_prove_here()}
      </p>
      <UsePasskey t={t} kept={kept} question={goOnQuestionPath} />
      <form method="post" action={goOnMailPath} encType="multipart/form-data">
        <Carried kept={kept} />
        <Button look="other">{t.account_again_mail({ email })}</Button>
      </form>
      <Leave t={t} />
    </Page>
  );
}

function UsePasskey({ t, kept, question }: WithKept & { question: string }) {
  return (
    <>
      <PasskeyForm
        t={t}
        does="use"
        action={goOnPasskeyPath}
        question={question}
        label={question === goOnQuestionPath ? t.account_passkey_prove() : t.account_passkey_use()}
        look={question === goOnQuestionPath ? 'go' : 'other'}
      >
        <Carried kept={kept} />
      </PasskeyForm>
      <PasskeyScript />
    </>
  );
}

/** The code that was mailed. @param props.email null: to whatever address was written, whether it is known or not */
export function AskForCode(
  props: WithKept & { loginId: string; email: string | null; errors?: readonly FieldError[] },
) {
  const { t, kept, loginId, email, errors = [] } = props;
  const minutes = codeStands / 60_000;
  return (
    <Page
      t={t}
      heading={email === null ? t.organiser_code_title() : t.account_again_prove_title()}
      before={<ErrorSummary t={t} errors={errors} />}
    >
      {email === null ? (
        <p>{t.organiser_code_text({ minutes })}</p>
      ) : (
        <>
          <p>{t.account_again_prove_text()}</p>
          <p>{t.account_again_mailed({ email, minutes })}</p>
        </>
      )}
      {/* who thinks that it is done goes away with the code, and never comes back */}
      <p>
        <strong>{undoneWords(t, kept)}</strong> {t.account_again_code_here()}
      </p>
      <form method="post" action={goOnPath} encType="multipart/form-data" noValidate>
        <Carried kept={kept} />
        <input type="hidden" name="id" value={loginId} />
        <LoginCodeField t={t} errors={errors} />
        <Button>{t.account_again_code_submit()}</Button>
      </form>
      {email !== null && (
        <form method="post" action={goOnMailPath} encType="multipart/form-data">
          <Carried kept={kept} />
          <Button look="other">{t.account_again_new_code()}</Button>
        </form>
      )}
      <Leave t={t} />
    </Page>
  );
}

/**
 * Who they are has been shown: what they had typed is sent by a button, which says what it does.
 * @param title of the event or the series that it is about, where it may be told
 */
export function GoOn({ t, kept, title }: WithKept & { title: string | null }) {
  const button = keptDeed(t, kept, title) ?? t.account_again_go_on();
  return (
    <Page t={t} heading={t.account_again_done_title()}>
      {kept.hadFile ? (
        <p>{t.account_again_done_file()}</p>
      ) : (
        <p>
          <strong>{t.account_again_undone()}</strong> {t.account_again_done_press({ button })}
        </p>
      )}
      <form method="post" action={kept.action}>
        {kept.fields.map(([name, value], position) => (
          // a textarea that is not shown, since a hidden input would lose line breaks
          <textarea key={position} name={name} defaultValue={value} hidden readOnly />
        ))}
        <Button>{button}</Button>
      </form>
      <Leave t={t} />
    </Page>
  );
}

/** That what was begun is not done, by the button that was pressed where it is one that ends something for many. */
function undoneWords(t: Speech, kept: KeptForm): string {
  const button = pressedButton(t, kept);
  return button === null ? t.account_again_undone() : t.account_again_pressed({ button });
}

const Leave = ({ t }: { t: Speech }) => (
  <p>
    <a href={consolePath}>{t.account_again_leave()}</a>
  </p>
);
