import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beginLogin } from '../../db/login';
import { passkeysOf } from '../../db/passkeys';
import type { SignedIn } from '../../db/sessions';
import { readSite } from '../../db/site';
import { speak } from '../../domain/language/speech';
import { passkeyHost } from '../../domain/passkey';
import type { KeptForm } from '../forms/kept-form';
import { AskForAddress, AskForCode, AskHow } from '../ui/asking-again';
import { Document } from '../ui/document';
import type { Samling } from './context';

/** The console speaks Swedish. */
const t = speak('sv');

/**
 * Answers a form that came when nobody is logged in: with a page where one logs in, and what was typed kept.
 * @returns what the guard throws
 */
export async function askToLogIn(request: Request, samling: Samling): Promise<Response> {
  const page = <AskForAddress t={t} kept={keptOf(request, samling)} passkeys={passkeyHost(samling.baseUrl) !== null} />;
  return interrupt(request, samling, { status: 401, title: t.account_again_out_title(), page });
}

/**
 * Answers a form that asks for more than it has been shown for: a code is mailed, or where they have a passkey they
 * choose. What was typed is kept.
 * @returns what the guard throws
 */
export async function askToProve(request: Request, samling: Samling, signed: SignedIn): Promise<Response> {
  const kept = keptOf(request, samling);
  const { id, email } = signed.organiser;
  const hasPasskey = passkeyHost(samling.baseUrl) !== null && (await passkeysOf(samling.store.read, id)).length > 0;
  const title = t.account_again_prove_title();
  if (hasPasskey) {
    return interrupt(request, samling, { status: 403, title, page: <AskHow t={t} kept={kept} email={email} /> });
  }
  const loginId = await beginLogin(samling.store, email, samling.now(), { formWaits: true });
  const page = <AskForCode t={t} kept={kept} loginId={loginId} email={email} />;
  return interrupt(request, samling, { status: 403, title, page });
}

/** What was sent, as it is sent again. A file is not kept: it would have to be sent to and fro at each step. */
function keptOf(request: Request, { form }: Samling): KeptForm {
  const { pathname, search } = new URL(request.url);
  const fields = [...form].filter((field): field is [string, string] => typeof field[1] === 'string');
  return { action: pathname + search, fields, hadFile: fields.length < [...form].length };
}

async function interrupt(
  request: Request,
  samling: Samling,
  { status, title, page }: { status: number; title: string; page: ReactNode },
): Promise<Response> {
  const { pathname } = new URL(request.url);
  const site = await readSite(samling.store.read);
  const document = (
    <Document path={pathname} baseUrl={samling.baseUrl} site={site} head={<title>{title}</title>}>
      {page}
    </Document>
  );
  const body = Buffer.from(`<!DOCTYPE html>${renderToStaticMarkup(document)}`);
  samling.interruption = { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
  return new Response(null, { status });
}
