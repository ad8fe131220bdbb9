import { getPath } from 'hono/utils/url'

/** Whether an address belongs to the frozen API, which has errors, headers and addresses of its own. */
export const isV1 = (path: string): boolean => path.startsWith('/api/v1/') || path === '/api/v1'

/**
 * The path by which a request is routed. Under v1 an address with a slash at its end is the same address: old
 * programs send both, and a redirect would lose the body of a POST.
 */
export function routedPath(request: Request): string {
  const path = getPath(request)
  return path.endsWith('/') && path.length > '/api/v1/'.length && isV1(path)
    ? path.slice(0, -1)
    : path
}
