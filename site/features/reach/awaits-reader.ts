import type { PolicyDetail } from '#api/policies/contract.ts'
import { may } from '../../lib/session.ts'

/**
 * Whether the reader has to confirm this version first: it is the primary action of the policy's summary until
 * then, before prices and orders, which follow from what is read.
 */
export const awaitsReader = ({ reading }: PolicyDetail): boolean =>
  reading !== undefined && !reading.isRead && !reading.byMe && may('policy.acknowledge')
