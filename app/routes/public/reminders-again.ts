import { data, redirect, type ActionFunctionArgs } from '@remix-run/node';
import { setReminded } from '../../../db/reminder-stops';
import { readCode } from '../../../domain/code';
import { remindersPath } from '../../../domain/paths';
import { requestSpeech } from '../../http/request-speech';

/** Lets reminders come again to a signup's address. */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const code = readCode(params.code ?? '');
  const known = code !== null && (await setReminded(samling.store, code, true, samling.now()));
  if (!known) throw data(null, { status: 404 });
  return redirect(remindersPath(requestSpeech(request).language, code), 303);
}
