/**
 * The client's address: the peer's, or behind proxies the one that the outermost of them saw. Each proxy
 * appends the address that it saw, so as many entries from the right as there are proxies are trusted; the
 * client wrote the others. A shorter header did not come through the proxies and is ignored.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const seen = forwardedFor?.split(',') ?? []
  const entry = trustedProxies > 0 ? seen.at(-trustedProxies) : undefined
  const own = peer === undefined ? undefined : plainAddress(peer)
  return (entry !== undefined && plainAddress(entry)) || own || 'unknown'
}

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/
const WITH_PORT = /^\[([^\]]*)\](?::\d+)?$|^([\d.]+):\d+$/
/** An IPv4 address in IPv6 form, as a dual-stack socket shows it. */
const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i
const GROUPS = 8

/** The address without port, brackets, zone and IPv6 prefix; undefined for any other text. */
function plainAddress(text: string): string | undefined {
  const trimmed = text.trim()
  const [, bracketed, before] = WITH_PORT.exec(trimmed) ?? []
  const [bare = ''] = (bracketed ?? before ?? trimmed).split('%')
  const address = MAPPED.exec(bare)?.[1] ?? bare.toLowerCase()
  return IPV4.test(address) || groupsOf(address) ? address : undefined
}

/**
 * The key that limits count by. One IPv6 customer has a whole /64, so its addresses are one key; an IPv4
 * address is its own key.
 */
export function limitKeyOf(address: string): string {
  const plain = plainAddress(address)
  const groups = plain && groupsOf(plain)
  return groups ? `${groups.slice(0, 4).join(':')}::/64` : (plain ?? address)
}

/**
 * The /48 of an IPv6 address, for a second count: some customers have 65,536 networks of the size that
 * `limitKeyOf` counts. Undefined for any other address.
 */
export function networkKeyOf(address: string): string | undefined {
  const plain = plainAddress(address)
  const groups = plain && groupsOf(plain)
  return groups ? `${groups.slice(0, 3).join(':')}::/48` : undefined
}

/** The eight groups of an IPv6 address in full. */
function groupsOf(address: string): string[] | undefined {
  const halves = address.split('::')
  if (!address.includes(':') || halves.length > 2) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const gap = GROUPS - head.length - tail.length
  if (halves.length === 1 ? gap !== 0 : gap < 1) return undefined
  const groups = [...head, ...Array<string>(gap).fill('0'), ...tail]
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return undefined
  return groups.map((group) => Number.parseInt(group, 16).toString(16))
}
