// The namespaces of values remembered under a version (platform/remember.ts). A command that changes such a
// value names its namespace in `ctx.changed`, which moves the version after the commit. Processes of the previous
// release move the same versions during a rolling deployment (decision 015), so these texts never change.

/** What one person may do, and on which devices. */
export const personNamespace = (userId: string): string => `standing:person:${userId}`
/** The rights of all people in a tree: they change when a company closes or opens, or the tree's rules change. */
export const treeAuthNamespace = (hqId: string): string => `standing:tree:${hqId}`
/** Names and states of a tree's companies. */
export const treeNamespace = (hqId: string): string => `companies:${hqId}`
/** A headquarters' plans, devices and their terms. */
export const catalogOf = (hqId: string): string => `catalog:${hqId}`
/** The balances of one company's accounts. */
export const balancesOf = (companyId: string): string => `balances:${companyId}`
/** A tree's policies and all their parts. */
export const policiesOf = (hqId: string): string => `policies:${hqId}`
/** A company's customers and all that is known about them. */
export const customersOf = (companyId: string): string => `customers:${companyId}`

/** The namespaces that most requests of a tree's people need once the person is known. */
export const askedByMost = (hqId: string): string[] => [treeNamespace(hqId), policiesOf(hqId)]
