import { redirect } from '@remix-run/node';
import { answerRequest } from '../../db/co-hosts';
import type { SignedIn } from '../../db/sessions';
import { coHostingPath } from '../../domain/paths';
import { may } from '../../domain/role';
import type { Samling } from './context';
import { requireSignedIn } from './session.server';

/** The ids of the organisations in whose name somebody answers others. @throws 403 where there are none */
export function answersFor(signed: SignedIn): string[] {
  const organisations = signed.memberships.flatMap((one) => (may(one.role, 'events') ? one.organisation.id : []));
  if (!organisations.length) throw new Response(null, { status: 403 });
  return organisations;
}

/** Answers a request to host with another. @throws 404 where there is no such request to one's organisations */
export async function answerCoHost(request: Request, samling: Samling, id: string | undefined, yes: boolean) {
  const signed = await requireSignedIn(request, samling);
  const answer = { id: id ?? '', organisations: answersFor(signed), yes, by: signed.organiser.id };
  const outcome = await answerRequest(samling.store, answer, samling.now());
  if (outcome === 'gone') throw new Response(null, { status: 404 });
  return redirect(`${coHostingPath}?klart=${outcome}`, 303);
}
