import { limitKeyOf } from '../platform/client-address.ts'
import { sha256 } from '../platform/sha256.ts'
import { usernameOf } from '../users/username.ts'

/** What failures are counted by: the account's name, known or not, and the network they come from. */
export type Guards = { account: string; address: string | undefined }

/** Hashed, so that a list of failures is no list of what people typed into the name by mistake. */
export const accountKey = (username: string): string => `account:${sha256(usernameOf(username))}`

export const guardsOf = (
  { address }: { address?: string | undefined },
  username: string,
): Guards => ({
  account: accountKey(username),
  address: address === undefined ? undefined : `address:${limitKeyOf(address)}`,
})

/** Always in this order: statements that touch both rows then wait for each other, never in a circle. */
export const keysOf = ({ account, address }: Guards): string[] =>
  address === undefined ? [account] : [account, address]
