/**
 * The address of whoever asks: the peer's, or behind proxies the one that the outermost of them saw.
 * Each proxy appends what it saw, so only so many entries from the right are ours; what stands before
 * them the client wrote. A header shorter than that did not come through our proxies and is not read.
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
/** An IPv4 address in the clothes of IPv6, as a socket that speaks both shows it. */
const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i
const GROUPS = 8

/** Without port, brackets, zone and disguise; undefined for what is no address. */
function plainAddress(text: string): string | undefined {
  const trimmed = text.trim()
  const [, bracketed, before] = WITH_PORT.exec(trimmed) ?? []
  const [bare = ''] = (bracketed ?? before ?? trimmed).split('%')
  const address = MAPPED.exec(bare)?.[1] ?? bare.toLowerCase()
  return IPV4.test(address) || groupsOf(address) ? address : undefined
}

/**
 * What limits count by. One IPv6 customer commands a whole /64, so its addresses are one; an IPv4
 * address is itself.
 */
export function limitKeyOf(address: string): string {
  const plain = plainAddress(address)
  const groups = plain && groupsOf(plain)
  return groups ? `${groups.slice(0, 4).join(':')}::/64` : (plain ?? address)
}

/** The eight groups of an IPv6 address, written out. */
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
