import type { ActionFunctionArgs } from '@remix-run/node';
import { instantToLocal } from '../../../../domain/time';
import { isSection, sectionsOf } from '../../../../domain/sections';
import { faultWords } from '../../../forms/editor/fault-words';
import { readTyped } from '../../../forms/typed';
import { basisFor, requireEntry, saveSection } from '../../../http/editing.server';
import { requestSpeech } from '../../../http/request-speech';

/**
 * Saves a section of a draft while it is written: what app/enhance/draft.ts sends. Never of what others can see, which
 * is changed by a button alone.
 * @returns JSON for that script: what to say, what is wrong, and the form's new basis
 */
export async function action({ request, params, context: { samling } }: ActionFunctionArgs) {
  const at = await requireEntry(request, samling, params.slug);
  const { section } = params;
  if (!isSection(section) || !sectionsOf(at.type).includes(section)) throw new Response(null, { status: 404 });
  const t = requestSpeech(request);
  if (at.offer.status !== 'draft') return answer({ say: t.editor_draft_published() }, 409);
  const outcome = await saveSection(samling, at, section, readTyped(samling.form), false);
  switch (outcome.kind) {
    case 'faults': {
      const faults = outcome.faults.map((fault) => ({ name: fault.name, message: faultWords(t, fault) }));
      return answer({ say: t.editor_draft_faults(), faults }, 400);
    }
    case 'conflict':
    case 'to-confirm':
      return answer({ say: t.editor_draft_conflict() }, 409);
    case 'saved': {
      const { entry, offer } = await requireEntry(request, samling, params.slug);
      const clock = instantToLocal(samling.now(), offer.timeZone).slice(11).replace(':', '.');
      return answer({ say: t.editor_draft_saved({ clock }), basis: basisFor(entry, section) }, 200);
    }
  }
}

const answer = (body: object, status: number) => Response.json(body, { status });
