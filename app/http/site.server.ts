import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import type { Logger } from 'pino';
import type { RevisionWatch } from '../../db/revision-watch';
import { opennessOf } from './address.server';
import { plainAnswer, withHeaders, type Answer } from './answer.server';
import { Asked, type Step } from './asked.server';
import { Finished, type Sendable } from './finished.server';
import { FinishedAnswers } from './finished/finished-answers.server';
import { answerHealth } from './health.server';
import { logFault, logRequest } from './log.server';
import { createMetrics, type Metrics } from './metrics.server';
import { limitRates } from './rate-limits.server';
import { answerRefusal, Refusal } from './refusal.server';
import { handOverToRemix, type Shared } from './remix-handler.server';
import { mayRunScripts } from './scripts.server';
import { securityHeaders, type SecurityHeaders } from './security-headers.server';
import { send } from './send.server';
import { sendStaticFiles } from './static-files.server';

/** The static files beside the built server. */
const clientFiles = fileURLToPath(new URL('../client', import.meta.url));

export interface SiteSettings extends Shared {
  baseUrlGiven: boolean;
  trustProxy: number;
  rateLimits: boolean;
  log: Logger;
  /** Whether what was made is given again while it stands. */
  finishedAnswers: boolean;
  watch: RevisionWatch;
  isClosing(): boolean;
}

export interface Site {
  /** Resolves when the answer has been given to the connection; never rejects. */
  answer(req: IncomingMessage, res: ServerResponse): Promise<void>;
  close(): void;
}

/** The site as node's HTTP server calls it. */
export function buildSite(build: ServerBuild, settings: SiteSettings): Site {
  const { store, watch, now, baseUrl, trustProxy, log } = settings;
  const metrics = createMetrics(store);
  const security = securityHeaders(baseUrl);
  const remix = handOverToRemix(build, { ...settings, observeSignup: metrics.observeSignup });
  const finished = new FinishedAnswers({
    store,
    watch,
    now,
    metrics,
    keeps: settings.finishedAnswers,
    make: async (address, given) => withHeaders(await remix.read(address, given), security.withoutScripts),
  });

  /** Everything a request passes on its way, in order, until it is answered. */
  const way: Step[] = [
    answerHealth(store, settings.isClosing),
    tellMetrics(metrics),
    onlyGetHeadPost,
    sendStaticFiles(clientFiles, (file) => new Finished(withHeaders(file, security.withoutScripts))),
    finished.again,
    ...(settings.rateLimits ? [limitRates(trustProxy)] : []),
    finished.anew,
    remix.answer,
  ];

  async function answer(asked: Asked): Promise<Sendable> {
    try {
      for (const step of way) {
        const answering = step(asked);
        const given = answering instanceof Promise ? await answering : answering;
        if (given) return 'packed' in given ? given : finish(given, asked);
      }
      throw new Refusal({ kind: 'not-found' });
    } catch (error) {
      return finish(answerRefusal(error, asked, baseUrl, log), asked);
    }
  }

  const finish = (answer: Answer, asked: Asked) => new Finished(withHeaders(answer, headersFor(asked, security)));

  function note(asked: Asked, status: number): void {
    asked.answered(status);
    if (asked.isWatching) return;
    const ms = performance.now() - asked.begun;
    metrics.observeRequest(asked.method, status, ms);
    logRequest(log, asked, status, ms);
  }

  async function serve(asked: Asked, res: ServerResponse): Promise<void> {
    try {
      const sending = send(res, asked, await answer(asked));
      note(asked, sending instanceof Promise ? await sending : sending);
    } catch (error) {
      logFault(log, error, asked);
      // a half-sent answer cannot become another one: the client can see that it was cut
      res.destroy();
    }
  }

  return {
    answer: (req, res) => serve(new Asked(req), res),
    close: () => finished.close(),
  };
}

/** What every answer's head says besides its own: said here, so that it is said of refusals and faults too. */
function headersFor(asked: Asked, security: SecurityHeaders): Record<string, string> {
  const { segments } = asked;
  const own = mayRunScripts(segments) ? security.withScripts : security.withoutScripts;
  return opennessOf(segments) === 'secret' ? { ...own, 'x-robots-tag': 'noindex' } : own;
}

/** `/metrics`, for machines. */
function tellMetrics(metrics: Metrics): Step {
  return (asked) => {
    // other methods are refused as they are everywhere
    if (asked.path !== '/metrics' || !asked.isReading) return undefined;
    asked.isWatching = true;
    return metrics.text().then(({ type, body }) => plainAnswer(200, body, type));
  };
}

/** Also keeps TRACE from Remix, which cannot make a request of it. */
const onlyGetHeadPost: Step = ({ method }) => {
  if (!/^(GET|HEAD|POST)$/.test(method)) throw new Refusal({ kind: 'wrong-method' });
  return undefined;
};
