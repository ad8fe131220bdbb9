/** The namespace of everything cached about a tree's policies; whoever changes one moves its version. */
export const policiesOf = (hqId: string): string => `policies:${hqId}`
