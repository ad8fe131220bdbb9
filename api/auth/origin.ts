/** True when one of our own pages sent the request. Only then may cookies change something. */
export function isFromSite(request: Pick<Request, 'headers' | 'url'>, publicUrl: string): boolean {
  const origin = request.headers.get('origin')
  // Browsers set both headers themselves; a page cannot forge either.
  if (origin === null) return request.headers.get('sec-fetch-site') === 'same-origin'
  return origin === new URL(publicUrl).origin || origin === new URL(request.url).origin
}
