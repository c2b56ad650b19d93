import type { View } from '../message';
import { Code } from './code';
import { Contact } from './contact';
import { News } from './news';
import { TeamCard, TeamLookedFor } from './team';
import { GoodToKnow } from './good-to-know';
import { WhenWhere } from './when-where';

/**
 * All that one needs who has a place: what is new, that a team is looked for, when and where, the event's own words, the
 * team, the code, and whom to ask. A later mail holds it too, since it may be the first that one gets.
 */
export function Confirmation(view: View) {
  return (
    <>
      <News {...view} />
      <TeamLookedFor {...view} />
      <WhenWhere {...view} />
      <GoodToKnow {...view} />
      <TeamCard {...view} />
      <Code view={view} />
      <Contact {...view} />
    </>
  );
}
