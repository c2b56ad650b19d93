import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import type { Logger } from 'pino';
import { opennessOf } from './address.server';
import { plainAnswer, type Answer } from './answer.server';
import { Asked, type Step } from './asked.server';
import { hasClientBundle } from './client-bundle.server';
import { Finished } from './finished.server';
import { answerHealth } from './health.server';
import { logFault, logRequest } from './log.server';
import { createMetrics, type Metrics } from './metrics.server';
import { limitRates } from './rate-limits.server';
import { answerRefusal, Refusal } from './refusal.server';
import { handOverToRemix, type Shared } from './remix-handler.server';
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
  isClosing(): boolean;
}

/** The site as node's HTTP server calls it. */
export function buildSite(build: ServerBuild, settings: SiteSettings): RequestListener {
  const { store, baseUrl, trustProxy, log } = settings;
  const metrics = createMetrics(store);
  const security = securityHeaders(baseUrl);

  /** Everything a request passes on its way, in order, until it is answered. */
  const way: Step[] = [
    answerHealth(store, settings.isClosing),
    tellMetrics(metrics),
    onlyGetHeadPost,
    sendStaticFiles(clientFiles, (file) => new Finished(file, security.withoutScripts)),
    ...(settings.rateLimits ? [limitRates(trustProxy)] : []),
    handOverToRemix(build, { ...settings, observeSignup: metrics.observeSignup }),
  ];

  const finish = (answer: Answer, asked: Asked) => new Finished(answer, headersFor(asked, security));

  async function answer(asked: Asked): Promise<Finished> {
    try {
      for (const step of way) {
        const answer = await step(asked);
        if (answer) return answer instanceof Finished ? answer : finish(answer, asked);
      }
      throw new Refusal({ kind: 'not-found' });
    } catch (error) {
      return finish(answerRefusal(error, asked, baseUrl, log), asked);
    }
  }

  function note(asked: Asked, status: number): void {
    asked.answered(status);
    if (asked.isWatching) return;
    const ms = performance.now() - asked.begun;
    metrics.observeRequest(asked.method, status, ms);
    logRequest(log, asked, status, ms);
  }

  return (req, res) => {
    const asked = new Asked(req);
    answer(asked)
      .then((finished) => send(res, asked, finished))
      .then((status) => note(asked, status))
      .catch((error: unknown) => {
        logFault(log, error, asked);
        // a half-sent answer cannot become another one: the client can see that it was cut
        res.destroy();
      });
  };
}

/** What every answer's head says besides its own: said here, so that it is said of refusals and faults too. */
function headersFor(asked: Asked, security: SecurityHeaders): Record<string, string> {
  const { segments } = asked;
  const own = hasClientBundle(segments) ? security.withBundle(asked.nonce) : security.withoutScripts;
  return opennessOf(segments) === 'secret' ? { ...own, 'x-robots-tag': 'noindex' } : own;
}

/** `/metrics`, for machines. */
function tellMetrics(metrics: Metrics): Step {
  return async (asked) => {
    // other methods are refused as they are everywhere
    if (!asked.isReading || asked.path !== '/metrics') return undefined;
    asked.isWatching = true;
    const { type, body } = await metrics.text();
    return plainAnswer(200, body, type);
  };
}

/** Also keeps TRACE from Remix, which cannot make a request of it. */
const onlyGetHeadPost: Step = ({ method }) => {
  if (!/^(GET|HEAD|POST)$/.test(method)) throw new Refusal({ kind: 'wrong-method' });
  return undefined;
};
