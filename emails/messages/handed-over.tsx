import type { HandedOverLetter } from '../../db/letter-kinds';
import type { Speech } from '../../domain/language/speech';
import { oneLine } from '../../domain/text';
import { OfferList } from '../parts/offer-list';
import { Line, LinkButton } from '../parts/text';

/** Tells an organiser what a colleague has made them answer for. */
export function handedOver(t: Speech, { offers, by }: HandedOverLetter, link: string) {
  const [{ title }, ...more] = offers as [HandedOverLetter['offers'][number]];
  const count = String(offers.length);
  return {
    subject: oneLine(more.length ? t.mail_handed_over_subject_many({ count }) : t.mail_handed_over_subject({ title })),
    said: oneLine(more.length ? t.mail_handed_over_many({ by, count }) : t.mail_handed_over({ by, title })),
    body: (
      <>
        <OfferList t={t} offers={offers} />
        <Line>{t.mail_handed_over_text()}</Line>
        <LinkButton href={link}>{t.mail_handed_over_open()}</LinkButton>
        <Line>{t.mail_colleague_ask({ by })}</Line>
      </>
    ),
  };
}
