import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler, Response as ExpressResponse } from 'express';
import helmet from 'helmet';

type ScriptSources = (string | ((req: IncomingMessage, res: ServerResponse) => string))[];

/**
 * The headers that keep a page from being used against its reader. Public pages carry no script at all, so none may
 * run; only the console's pages may run the bundle that carries this answer's nonce.
 * @param runsScripts whether the page at a path ships the client bundle; its nonce is in `res.locals.nonce`
 */
export function securityHeaders(baseUrl: string, runsScripts: (path: string) => boolean): RequestHandler {
  // on plain http these would send a browser to an https that nobody serves
  const secure = baseUrl.startsWith('https:');
  const headersFor = (scriptSrc: ScriptSources) =>
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc,
          styleSrc: ["'self'"],
          imgSrc: ["'self'"],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          manifestSrc: ["'self'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
          ...(secure ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      // Chrome sends `Origin: null` under no-referrer, and forms would be refused; same-origin keeps codes at home too
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: secure,
      xFrameOptions: { action: 'deny' },
      // only https has an origin agent cluster and an isolated opener; on http they are noise in the console
      originAgentCluster: secure,
      crossOriginOpenerPolicy: secure,
      // of Internet Explorer, Flash and browsers that no longer exist
      xDnsPrefetchControl: false,
      xDownloadOptions: false,
      xPermittedCrossDomainPolicies: false,
      xXssProtection: false,
    });
  const withoutScripts = headersFor(["'none'"]);
  const withBundle = headersFor(["'self'", (_req, res) => `'nonce-${(res as ExpressResponse).locals.nonce}'`]);
  return (req, res, next) => (runsScripts(req.path) ? withBundle : withoutScripts)(req, res, next);
}
