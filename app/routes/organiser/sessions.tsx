import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { revokeSession, sessionsOf } from '../../../db/sessions';
import { formatMoment } from '../../../domain/language/dates';
import { consolePath, loginPath, memberRemovalPath, passkeysPath, sessionsPath } from '../../../domain/paths';
import { defaultTimeZone } from '../../../domain/time';
import { readTyped, valueOf } from '../../forms/typed';
import { requireProved, requireSignedIn, sessionCookie } from '../../http/session.server';
import { Button } from '../../ui/button';
import { Page } from '../../ui/page';
import { pageMeta } from '../../ui/page-meta';
import { useSpeech } from '../../ui/use-speech';

/** Where one is logged in, and can be logged out of what one has lost. */
export async function loader({ request, context: { samling } }: LoaderFunctionArgs) {
  const { sessionId, organiser, memberships } = await requireSignedIn(request, samling);
  const now = samling.now();
  const organisations = memberships.map(({ organisation }) => organisation);
  return {
    now,
    sessionId,
    own: organiser.id,
    organisations,
    sessions: await sessionsOf(samling.store.read, organiser.id, now),
  };
}

/**
 * Ends one of one's own sessions; another person's is not found. To end one elsewhere one shows again who one is: else
 * whoever holds a lost phone could put its owner out.
 */
export async function action({ request, context: { samling } }: ActionFunctionArgs) {
  const signed = await requireSignedIn(request, samling);
  const { sessionId: own, organiser } = signed;
  const sessionId = valueOf(readTyped(samling.form), 'session');
  if (sessionId !== own) await requireProved(request, samling, signed);
  const ended = await revokeSession(samling.store, { organiserId: organiser.id, sessionId }, samling.now());
  if (!ended) throw new Response(null, { status: 404 });
  if (sessionId === own) return redirect(loginPath, { status: 303, headers: sessionCookie(samling, null) });
  return redirect(sessionsPath, 303);
}

export const meta: MetaFunction = (place) => pageMeta(place, (t) => ({ title: t.organiser_sessions_title() }));

export default function Sessions() {
  const t = useSpeech();
  const { now, sessionId, own, organisations, sessions } = useLoaderData<typeof loader>();
  const when = (moment: number) => formatMoment(moment, defaultTimeZone, t, now);
  return (
    <Page
      t={t}
      heading={t.organiser_sessions_title()}
      trail={[{ href: consolePath, label: t.organiser_start_title() }]}
    >
      <p>{t.organiser_sessions_text()}</p>
      <p>
        <a href={passkeysPath}>{t.account_passkeys_title()}</a>
      </p>
      <ul className="console-list">
        {sessions.map((session) => {
          const device = session.device ?? t.organiser_sessions_unknown();
          return (
            <li key={session.id}>
              <h2>
                {device} {session.id === sessionId && `(${t.organiser_sessions_this()})`}
              </h2>
              <p className="quiet">{t.organiser_sessions_seen({ when: when(session.seenAt) })}</p>
              <form method="post" action={sessionsPath}>
                <input type="hidden" name="session" value={session.id} />
                <Button look="other">
                  {session.device === null ? t.organiser_sessions_end_unknown() : t.organiser_sessions_end({ device })}
                </Button>
              </form>
            </li>
          );
        })}
      </ul>
      {organisations.length > 0 && (
        <>
          <h2>{t.account_member_end_heading()}</h2>
          <ul className="console-list">
            {organisations.map(({ slug, name }) => (
              <li key={slug}>
                <a href={memberRemovalPath(slug, own)}>{t.account_leave_link({ organisation: name })}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
