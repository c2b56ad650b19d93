import type { CallCounts } from '../../db/calls';
import type { Speech } from '../../domain/language/speech';
import { callListPath } from '../../domain/paths';

/** After a change: that somebody has to be told of it, and the way to the list of whom. */
export function CallsLeft(props: {
  t: Speech;
  offer: { type: 'event' | 'series'; slug: string };
  left: CallCounts | null;
}) {
  const { t, offer, left } = props;
  if (!left || left.toCall + left.neither === 0) return null;
  return (
    <p>
      {t.console_calls_now()} <a href={callListPath(offer.type, offer.slug)}>{callsInWords(t, left).join('. ')}</a>
    </p>
  );
}

/** "3 samtal att ringa": nothing of what there is none of. */
export function callsInWords(t: Speech, { toCall, neither }: CallCounts): string[] {
  return [
    toCall ? t.console_numbers_calls({ count: toCall }) : '',
    neither ? t.console_numbers_neither({ count: neither }) : '',
  ].filter(Boolean);
}
