import { expirePolicies } from '#api/policies/commands.ts'
import { job } from './job.ts'

export const policiesExpire = job('policies.expire', expirePolicies)
