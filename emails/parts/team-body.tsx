import type { View } from '../message';
import { Code } from './code';
import { Contact } from './contact';
import { GoodToKnow } from './good-to-know';
import { News } from './news';
import { Position } from './standing';
import { TeamCard } from './team';
import { Line } from './text';
import { WhenWhere } from './when-where';

/** What the captain and the players of a new team are told. @param waits whether there is a place in line to tell */
export function TeamBody({ view, waits }: { view: View; waits: boolean }) {
  return (
    <>
      {waits && (
        <>
          <Line>
            <Position {...view} />
          </Line>
          <Line>{view.t.mail_waitlisted_next()}</Line>
        </>
      )}
      <News {...view} />
      <TeamCard {...view} />
      <WhenWhere {...view} />
      <GoodToKnow {...view} />
      <Code view={view} />
      <Contact {...view} />
    </>
  );
}
