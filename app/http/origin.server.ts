/**
 * Whether a form may come from where it says it comes from. CONTRACT §2.1: an Origin that is missing or BASE_URL's is
 * good; while BASE_URL is not set, the request's own host is good too. Where the Origin is missing and the browser says
 * itself that another site sends it, it is not.
 * @param from.site the header Sec-Fetch-Site, which no page can set
 * @param hosts the hosts that the request was sent to, as its client wrote them
 */
export function isGoodOrigin(
  { origin, site }: { origin: string | undefined; site: string | undefined },
  { baseUrl, baseUrlGiven, hosts }: { baseUrl: string; baseUrlGiven: boolean; hosts: (string | undefined)[] },
): boolean {
  if (origin === undefined) return site !== 'cross-site' && site !== 'same-site';
  if (origin === new URL(baseUrl).origin) return true;
  if (baseUrlGiven || !URL.canParse(origin)) return false;
  return hosts.includes(new URL(origin).host);
}
