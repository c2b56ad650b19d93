import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { opennessOf, readAddress } from './address.server';
import { hasClientBundle } from './client-bundle.server';
import { answerHealth } from './health.server';
import { logRequest } from './log.server';
import { createMetrics, type Metrics } from './metrics.server';
import { limitRates } from './rate-limits.server';
import { answerRefusals, Refusal } from './refusal.server';
import { handOverToRemix, type Shared } from './remix-handler.server';
import { securityHeaders } from './security-headers.server';

/** The static files beside the built server. */
const clientFiles = fileURLToPath(new URL('../client', import.meta.url));

export interface SiteSettings extends Omit<Shared, 'observeSignup'> {
  baseUrlGiven: boolean;
  trustProxy: number;
  rateLimits: boolean;
  log: Logger;
  isClosing(): boolean;
}

/** Everything a request passes on its way, in order. */
export function buildSite(build: ServerBuild, settings: SiteSettings): Express {
  const { baseUrl, log } = settings;
  const metrics = createMetrics(settings.store);
  const site = express();
  site.disable('x-powered-by');
  site.disable('etag');
  site.set('trust proxy', settings.trustProxy);

  site.use(answerHealth(settings.store, settings.isClosing));
  site.use(tellMetrics(metrics));
  site.use(logRequests(log));
  site.use(makeNonce);
  site.use(securityHeaders(baseUrl, (path) => hasClientBundle(readAddress(path) ?? [])));
  site.use(noindexSecrets);
  site.use(onlyGetHeadPost);
  site.use(compression());
  site.use('/assets', express.static(`${clientFiles}/assets`, { immutable: true, maxAge: '1y', fallthrough: true }));
  site.use(express.static(clientFiles, { index: false, redirect: false, maxAge: '1h' }));
  if (settings.rateLimits) site.use(limitRates());
  site.use(handOverToRemix(build, { ...settings, observeSignup: metrics.observeSignup }, settings.baseUrlGiven));
  site.use(answerRefusals(baseUrl, log));
  return site;
}

/** `/metrics`, and a count of every other answer. */
function tellMetrics(metrics: Metrics): RequestHandler {
  return (req, res, next) => {
    // express sends no body to HEAD; other methods are refused as they are everywhere
    if (req.path === '/metrics' && (req.method === 'GET' || req.method === 'HEAD')) {
      metrics.text().then(({ type, body }) => {
        res.set({ 'Content-Type': type, 'Cache-Control': 'no-store' }).send(body);
      }, next);
      return;
    }
    const asked = performance.now();
    res.once('finish', () => metrics.observeRequest(req.method, res.statusCode, performance.now() - asked));
    next();
  };
}

function logRequests(log: Logger): RequestHandler {
  return (req, res, next) => {
    const begun = performance.now();
    const { method, path } = req;
    res.once('finish', () => logRequest(log, { method, path, status: res.statusCode, ms: performance.now() - begun }));
    next();
  };
}

const makeNonce: RequestHandler = (_req, res, next) => {
  res.locals.nonce = randomBytes(16).toString('base64');
  next();
};

/** Said before anything can fail, so that it is said of every answer. */
const noindexSecrets: RequestHandler = (req, res, next) => {
  if (opennessOf(readAddress(req.path) ?? []) === 'secret') res.setHeader('X-Robots-Tag', 'noindex');
  next();
};

/** Also keeps TRACE from Remix, which cannot make a request of it. */
const onlyGetHeadPost: RequestHandler = (req, _res, next) => {
  next(/^(GET|HEAD|POST)$/.test(req.method) ? undefined : new Refusal({ kind: 'wrong-method' }));
};
