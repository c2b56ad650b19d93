/**
 * Logs in with a passkey, or makes one, where the browser can. Each such form is hidden until then: what it needs
 * without script is a mailed code, which stands beside it. So is what leads to such a form (`data-with-passkey`), and
 * what says that it cannot be done here is shown until then (`data-without-passkey`). The form says where to ask what is to be signed
 * (`data-ask`), and what is signed is sent as an ordinary field.
 */
interface Asked {
  challenge: string;
  options: PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON;
}

const bytes = (text: string): ArrayBuffer => {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0)).buffer;
};
const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');

const listed = (credentials: PublicKeyCredentialDescriptorJSON[] = []) =>
  credentials.map(({ id, transports }) => ({
    type: 'public-key' as const,
    id: bytes(id),
    transports: transports as AuthenticatorTransport[],
  }));

async function make({ options }: Asked): Promise<object> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    ...(options as unknown as PublicKeyCredentialCreationOptions),
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: listed(options.excludeCredentials),
  };
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    ...shared(made),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports ? response.getTransports() : [],
    },
  };
}

async function use({ options }: Asked): Promise<object> {
  const publicKey: PublicKeyCredentialRequestOptions = {
    ...(options as unknown as PublicKeyCredentialRequestOptions),
    challenge: bytes(options.challenge),
    allowCredentials: listed(options.allowCredentials),
  };
  const used = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const response = used.response as AuthenticatorAssertionResponse;
  return {
    ...shared(used),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : undefined,
    },
  };
}

const shared = ({ id, rawId, type }: PublicKeyCredential) => ({
  id,
  rawId: text(rawId),
  type,
  clientExtensionResults: {},
});

async function answer(form: HTMLFormElement): Promise<void> {
  const { ask = '', passkey } = form.dataset;
  const asking = await fetch(ask, { method: 'POST', headers: { Accept: 'application/json' } });
  if (!asking.ok) throw new Error(String(asking.status));
  const asked = (await asking.json()) as Asked;
  const signed = await (passkey === 'make' ? make(asked) : use(asked));
  (form.elements.namedItem('fraga') as HTMLInputElement).value = asked.challenge;
  (form.elements.namedItem('svar') as HTMLInputElement).value = JSON.stringify(signed);
  form.submit();
}

function begin(form: HTMLFormElement): void {
  const failed = form.querySelector<HTMLElement>('[data-failed]');
  const button = form.querySelector('button');
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (failed) failed.hidden = true;
    if (button) button.disabled = true;
    // who thinks better of it, or has no passkey here, is told the other way
    answer(form).catch(() => {
      if (failed) failed.hidden = false;
      if (button) {
        button.disabled = false;
        button.focus();
      }
    });
  });
}

if (window.PublicKeyCredential && navigator.credentials) {
  document.querySelectorAll<HTMLFormElement>('form[data-passkey]').forEach(begin);
  document.querySelectorAll<HTMLElement>('[data-with-passkey]').forEach((element) => (element.hidden = false));
  document.querySelectorAll<HTMLElement>('[data-without-passkey]').forEach((element) => (element.hidden = true));
  // says at login whether to ask if one wants a passkey: only where the device itself can keep one
  const can = document.querySelector<HTMLInputElement>('input[name="kan-nyckel"]');
  if (can && PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable) {
    void PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().then((able) => {
      can.value = able ? '1' : '';
    });
  }
}
