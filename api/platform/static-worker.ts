/** The Workers binding that serves the site's files. */
export type Assets = { fetch(request: Request): Promise<Response> }

const HASHED = /^\/(_astro|fonts)\//

/** Files with a hash of their content in their name, which browsers may cache for ever. */
export const isHashedFile = ({ url }: Request): boolean => HASHED.test(new URL(url).pathname)

/** The file with its headers; a missing one is a 404 that is not cached. */
export async function hashedFile(request: Request, assets: Assets): Promise<Response> {
  const answer = await assets.fetch(request)
  if (answer.status !== 404) return answer
  const headers = new Headers(answer.headers)
  headers.set('cache-control', 'no-cache')
  headers.set('content-type', 'text/plain; charset=utf-8')
  await answer.body?.cancel()
  return new Response('There is no such file.\n', { status: 404, headers })
}
