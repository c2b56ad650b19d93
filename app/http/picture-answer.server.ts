import { pictureFile } from '../../db/pictures';
import type { Samling } from './context';
import { signedIn } from './session.server';

/**
 * A picture's file: the same for ever, since another picture has another address. A draft's is for those who host it.
 * @throws 404 for others, since a draft tells nothing of itself
 */
export async function answerPicture(
  request: Request,
  samling: Samling,
  id: string,
  size: 'large' | 'small',
): Promise<Response> {
  const file = await pictureFile(samling.store.read, id, size);
  const isDraft = file?.status === 'draft';
  const signed = isDraft ? await signedIn(request, samling) : undefined;
  const isTheirs = signed?.memberships.some(({ organisation }) => file?.hostIds.includes(organisation.id));
  if (!file || (isDraft && !isTheirs)) throw new Response(null, { status: 404 });
  return new Response(new Uint8Array(file.data), {
    headers: {
      'Content-Type': 'image/jpeg',
      'Cache-Control': isDraft ? 'private, no-store' : 'public, max-age=31536000, immutable',
    },
  });
}
