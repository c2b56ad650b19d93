import { consoleOffer } from '../../db/console-offer';
import type { SignedIn } from '../../db/sessions';
import { offerOfAction, type KeptForm } from '../forms/kept-form';
import type { Samling } from './context';

/**
 * What the event or the series is called that a form which waits is about. Of somebody else's nothing is told: a draft
 * has no name to those who have no part in it.
 * @param signed null where nobody was logged in
 */
export async function keptTitle(
  samling: Samling,
  signed: SignedIn | null | undefined,
  kept: KeptForm,
): Promise<string | null> {
  const about = offerOfAction(kept.action);
  if (!signed || !about) return null;
  const offer = await consoleOffer(samling.store.read, about.type, about.slug);
  if (!offer) return null;
  const hosts = [offer.host.id, ...offer.coHostIds];
  return signed.memberships.some(({ organisation }) => hosts.includes(organisation.id)) ? offer.title : null;
}
