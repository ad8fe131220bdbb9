/** True when a page of our own sent this: then, and only then, cookies may change something. */
export function isFromSite(request: Pick<Request, 'headers' | 'url'>, publicUrl: string): boolean {
  const origin = request.headers.get('origin')
  // Browsers write both headers themselves; a page cannot forge either.
  if (origin === null) return request.headers.get('sec-fetch-site') === 'same-origin'
  return origin === new URL(publicUrl).origin || origin === new URL(request.url).origin
}
