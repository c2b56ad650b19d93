import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { revokeSession, sessionsOf } from '../../../db/sessions';
import { formatMoment } from '../../../domain/language/dates';
import { consolePath, loginPath, sessionsPath } from '../../../domain/paths';
import { defaultTimeZone } from '../../../domain/time';
import { readTyped, valueOf } from '../../forms/typed';
import { requireSignedIn, sessionCookie } from '../../http/session.server';
import { Button } from '../../ui/button';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** Where one is logged in, and can be logged out of what one has lost. */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const { sessionId, organiser } = await requireSignedIn(request, samling);
  const now = samling.now();
  return { now, sessionId, sessions: await sessionsOf(samling.store.read, organiser.id, now) };
}

/** Ends one of one's own sessions; another's is not found. */
export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const { sessionId: own, organiser } = await requireSignedIn(request, samling);
  const sessionId = valueOf(readTyped(samling.form), 'session');
  const ended = await revokeSession(samling.store, { organiserId: organiser.id, sessionId }, samling.now());
  if (!ended) throw new Response(null, { status: 404 });
  if (sessionId === own) return redirect(loginPath, { status: 303, headers: sessionCookie(samling, null) });
  return redirect(sessionsPath, 303);
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.organiser_sessions_title() }));

export default function Sessions() {
  const t = useSpeech();
  const { now, sessionId, sessions } = useLoaderData<typeof loader>();
  const when = (moment: number) => formatMoment(moment, defaultTimeZone, t, now);
  return (
    <Page
      t={t}
      heading={t.organiser_sessions_title()}
      trail={[{ href: consolePath, label: t.organiser_start_title() }]}
    >
      <p>{t.organiser_sessions_text()}</p>
      <ul className="plain-list">
        {sessions.map((session) => {
          const device = session.device ?? t.organiser_sessions_unknown();
          return (
            <li key={session.id}>
              <p>
                <strong>{device}</strong> {session.id === sessionId && `(${t.organiser_sessions_this()})`}
                <br />
                {t.organiser_sessions_seen({ when: when(session.seenAt) })}
              </p>
              <form method="post" action={sessionsPath}>
                <input type="hidden" name="session" value={session.id} />
                <Button look="other">{t.organiser_sessions_end({ device })}</Button>
              </form>
            </li>
          );
        })}
      </ul>
    </Page>
  );
}
