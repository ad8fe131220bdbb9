import type { Platform } from '../platform/platform.ts'

/** What one person may do, and on which devices, hangs on this: bumped after every commit that changed it. */
export const personNamespace = (userId: string): string => `standing:person:${userId}`
/** The same for all people of a tree: a company closed or opened, the tree's rules changed. */
export const treeStandingNamespace = (hqId: string): string => `standing:tree:${hqId}`

type Shared = Pick<Platform, 'cache'>

/** Await it after the commit, before answering: from then on every process asks the database anew. */
export const standingChanged = ({ cache }: Shared, userId: string): Promise<void> =>
  cache.bump(personNamespace(userId))

export const treeStandingChanged = ({ cache }: Shared, hqId: string): Promise<void> =>
  cache.bump(treeStandingNamespace(hqId))
