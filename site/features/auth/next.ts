const HOME = '/dashboard'

/** Where to go after login: the path in `?next=` if it is one of this site, else the home page. */
export function nextPath(search: string, origin: string): string {
  const next = new URLSearchParams(search).get('next')
  if (!next) return HOME
  try {
    const url = new URL(next, origin)
    // `//elsewhere`, `/\elsewhere` and whole addresses resolve to another origin.
    if (url.origin !== origin || !next.startsWith('/')) return HOME
    const path = url.pathname + url.search + url.hash
    return path.startsWith('/login') ? HOME : path
  } catch {
    return HOME
  }
}
