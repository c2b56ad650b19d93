import type { CoHostEndedLetter } from '../../db/letter-kinds';
import type { Speech } from '../../domain/language/speech';
import { oneLine } from '../../domain/text';
import { OfferList } from '../parts/offer-list';
import { Line, LinkButton } from '../parts/text';

/** Tells a co-host that it was sent away, or the host that it has left. */
export function coHostEnded(t: Speech, { kind, organisation, offers, by }: CoHostEndedLetter, link: string) {
  const left = kind === 'co-host-left';
  const [{ title }, ...more] = offers as [CoHostEndedLetter['offers'][number]];
  const one = { by, organisation, title };
  const many = { by, organisation, count: String(offers.length) };
  const saidOfOne = left ? t.mail_co_host_left(one) : t.mail_co_host_removed(one);
  const saidOfMany = left ? t.mail_co_host_left_many(many) : t.mail_co_host_removed_many(many);
  return {
    subject: oneLine(more.length ? t.mail_co_host_ended_many(many) : t.mail_co_host_ended(one)),
    said: oneLine(more.length ? saidOfMany : saidOfOne),
    body: (
      <>
        <OfferList t={t} offers={offers} />
        <Line>{left ? t.mail_co_host_left_text() : t.mail_co_host_removed_text()}</Line>
        <LinkButton href={link}>{left ? t.mail_co_host_look() : t.mail_co_host_removed_open()}</LinkButton>
        <Line>{t.mail_colleague_ask({ by })}</Line>
      </>
    ),
  };
}
