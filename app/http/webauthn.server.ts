import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import {
  addChallenge,
  addPasskey,
  credentialBy,
  credentialsOf,
  takeChallenge,
  type Credential,
  type Purpose,
  type Use,
} from '../../db/passkeys';
import type { SignedIn } from '../../db/sessions';
import { readSite } from '../../db/site';
import { deviceOf } from '../../domain/device';
import { passkeyHost } from '../../domain/passkey';
import { valueOf, type Typed } from '../forms/typed';
import type { Samling } from './context';

/** Read when it is first needed: whoever only serves pages does not hold it in memory. */
const webauthn = () => import('@simplewebauthn/server');

/** @throws 404 where browsers have no passkeys for this site */
function hostOf({ baseUrl }: Samling): string {
  const host = passkeyHost(baseUrl);
  if (host === null) throw new Response(null, { status: 404 });
  return host;
}

/**
 * What a passkey is to sign, for app/enhance/passkey.ts. Whoever logs in says no address: the browser shows which
 * passkeys it has, so nothing is told of who is known here.
 * @param signed who shows again who they are; null: whoever logs in
 */
export async function passkeyQuestion(samling: Samling, signed: SignedIn | null) {
  const rpID = hostOf(samling);
  const own = signed ? await credentialsOf(samling.store.read, signed.organiser.id) : [];
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({
    rpID,
    allowCredentials: signed ? own.map(descriptor) : undefined,
    userVerification: 'preferred',
  });
  return asked(samling, signed ? 'proof' : 'login', signed, options);
}

/** What a new passkey is made of, for app/enhance/passkey.ts. */
export async function newPasskeyQuestion(samling: Samling, signed: SignedIn) {
  const rpID = hostOf(samling);
  const { organiser } = signed;
  const site = await readSite(samling.store.read);
  const { generateRegistrationOptions } = await webauthn();
  const options = await generateRegistrationOptions({
    rpName: site?.name ?? rpID,
    rpID,
    userName: organiser.email,
    userDisplayName: organiser.name ?? organiser.email,
    userID: new TextEncoder().encode(organiser.id),
    attestationType: 'none',
    excludeCredentials: (await credentialsOf(samling.store.read, organiser.id)).map(descriptor),
    // one that is found without an address
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'preferred' },
  });
  return asked(samling, 'new', signed, options);
}

async function asked<Options extends { challenge: string }>(
  { store, now }: Samling,
  purpose: Purpose,
  signed: SignedIn | null,
  options: Options,
): Promise<{ challenge: string; options: Options }> {
  const { challenge } = options;
  const id = await addChallenge(store, { challenge, purpose, sessionId: signed?.sessionId ?? null }, now());
  return { challenge: id, options };
}

type Transports = NonNullable<NonNullable<RegistrationResponseJSON['response']['transports']>>;
const descriptor = ({ credential, transports }: Credential) => ({
  id: credential,
  transports: transports as Transports,
});

/**
 * Reads what a passkey has answered: the challenge is ours, given to this browser for this, minutes ago, and not
 * answered before; it was answered for this site; by a passkey that we know.
 * @param signed who shows again who they are; null: whoever logs in
 * @returns undefined for anything else
 */
export async function readPasskeyAnswer(
  samling: Samling,
  typed: Typed,
  signed: SignedIn | null,
): Promise<Use | undefined> {
  const expected = await expectedBy(samling, typed, signed ? 'proof' : 'login', signed);
  const response = readJson<AuthenticationResponseJSON>(valueOf(typed, 'svar'));
  if (!expected || typeof response?.id !== 'string') return undefined;
  const passkey = await credentialBy(samling.store.read, response.id);
  if (!passkey) return undefined;
  try {
    const { verifyAuthenticationResponse } = await webauthn();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      ...expected,
      response,
      credential: {
        id: passkey.credential,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    });
    return verified ? { passkey, counter: authenticationInfo.newCounter } : undefined;
  } catch {
    // what is forged or broken is told in the same words as what is unknown
    return undefined;
  }
}

/** Keeps a passkey that somebody has just made. @returns whether it is one, and new */
export async function keepNewPasskey(samling: Samling, typed: Typed, signed: SignedIn): Promise<boolean> {
  const expected = await expectedBy(samling, typed, 'new', signed);
  const response = readJson<RegistrationResponseJSON>(valueOf(typed, 'svar'));
  if (!expected || !response) return false;
  const { verifyRegistrationResponse } = await webauthn();
  const made = await verifyRegistrationResponse({ ...expected, response }).catch(() => undefined);
  if (!made?.verified) return false;
  const { credential } = made.registrationInfo;
  const transports = (credential.transports ?? []).filter((one) => /^[a-z-]{1,20}$/.test(one)).slice(0, 10);
  const kept = {
    organiserId: signed.organiser.id,
    credential: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    counter: credential.counter,
    transports,
    device: deviceOf(samling.userAgent),
  };
  return (await addPasskey(samling.store, kept, samling.now())) === 'added';
}

/** What an answer must say; undefined where nothing like it was asked. The question is used up in any case. */
async function expectedBy(samling: Samling, typed: Typed, purpose: Purpose, signed: SignedIn | null) {
  const question = { id: valueOf(typed, 'fraga'), purpose, sessionId: signed?.sessionId ?? null };
  const expectedChallenge = await takeChallenge(samling.store, question, samling.now());
  return (
    expectedChallenge && {
      expectedChallenge,
      expectedOrigin: new URL(samling.baseUrl).origin,
      expectedRPID: hostOf(samling),
      // preferred: who has a key without a code of its own shows as much as who reads a mail
      requireUserVerification: false,
    }
  );
}

function readJson<T extends object>(text: string): T | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? (read as T) : undefined;
  } catch {
    return undefined;
  }
}
