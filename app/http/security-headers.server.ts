import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

type Headers = Record<string, string>;

export interface SecurityHeaders {
  /** Of every page but the console's: no script at all may run. */
  withoutScripts: Headers;
  /** Of a page of the console: our own files may run, and nothing that is written into a page. */
  withScripts: Headers;
}

/** The headers that keep a page from being used against its reader: the same for every answer, so made once. */
export function securityHeaders(baseUrl: string): SecurityHeaders {
  return {
    withoutScripts: headersFor(baseUrl, ["'none'"]),
    withScripts: headersFor(baseUrl, ["'self'"]),
  };
}

function headersFor(baseUrl: string, scriptSrc: string[]): Headers {
  // on plain http these would send a browser to an https that nobody serves
  const secure = baseUrl.startsWith('https:');
  return headersSetBy(
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
    }),
  );
}

/** What helmet's handler sets on an answer. It looks at nothing of the request. */
function headersSetBy(handler: ReturnType<typeof helmet>): Headers {
  const headers: Headers = {};
  const res = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: (name: string) => delete headers[name.toLowerCase()],
  };
  handler({} as IncomingMessage, res as unknown as ServerResponse, (error?: unknown) => {
    if (error) throw error;
  });
  return headers;
}
