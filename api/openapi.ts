import type { RouterRoute } from 'hono/types'
import * as z from 'zod'
import * as attachments from './attachments/contract.ts'
import * as audit from './audit/contract.ts'
import * as auth from './auth/contract.ts'
import * as catalog from './catalog/contract.ts'
import * as companies from './companies/contract.ts'
import * as dashboards from './dashboards/contract.ts'
import * as devices from './devices/contract.ts'
import * as drafts from './drafts/contract.ts'
import * as exports from './exports/contract.ts'
import * as factors from './factors/contract.ts'
import * as groups from './groups/contract.ts'
import { describe } from './http/described.ts'
import { type OpenApi, openApi } from './http/openapi.ts'
import * as impact from './impact/contract.ts'
import * as notices from './notices/contract.ts'
import * as notifications from './notifications/contract.ts'
import * as orders from './orders/contract.ts'
import * as packages from './packages/contract.ts'
import * as passwords from './passwords/contract.ts'
import * as payments from './payments/contract.ts'
import * as policies from './policies/contract.ts'
import * as rates from './policies/rate-contract.ts'
import * as prices from './prices/contract.ts'
import * as reach from './reach/contract.ts'
import * as rebates from './rebates/contract.ts'
import * as registration from './registration/contract.ts'
import * as search from './search/contract.ts'
import * as serviceSessions from './service-sessions/contract.ts'
import * as services from './services/contract.ts'
import * as settlements from './settlements/contract.ts'
import * as tokens from './tokens/contract.ts'
import * as uploads from './uploads/contract.ts'
import * as users from './users/contract.ts'
import * as v1Customers from './v1/customer-contract.ts'
import * as v1Payments from './v1/payment-contract.ts'
import * as v1Services from './v1/service-contract.ts'
import * as v1Usage from './v1/usage-contract.ts'

/** All exports of the contracts; their names become the names of the document's schemas. */
const CONTRACTS = {
  attachments,
  audit,
  auth,
  devices,
  passwords,
  catalog,
  companies,
  dashboards,
  drafts,
  exports,
  factors,
  groups,
  impact,
  notices,
  notifications,
  orders,
  packages,
  payments,
  policies,
  prices,
  rates,
  reach,
  rebates,
  registration,
  search,
  serviceSessions,
  services,
  settlements,
  tokens,
  uploads,
  users,
  v1Customers,
  v1Payments,
  v1Services,
  v1Usage,
}

const DESCRIPTION = `Policies, orders, rebates and settlements of a three-tier dealer network.
Money is integer won; ids are UUIDs that sort by time, or integers where v1 has
the same record; lists page by \`after\`, the \`nextCursor\` of the page before. A field that is not described is refused. Every refusal is a problem (RFC 9457) whose
\`code\` is stable and whose \`detail\` says what to do. A record outside the caller's own line of
companies is answered as if it did not exist. \`/api/v1\` is frozen and going away: it ignores fields that are not
described, and each of its refusals is \`{ detail }\`.`

/** The document of the whole API. */
export function documentOf(routes: RouterRoute[], release: string): OpenApi {
  return openApi(
    { title: 'Maru API', version: release, description: DESCRIPTION },
    namedSchemas(CONTRACTS),
    describe(routes),
  )
}

/** The contracts' schemas by name. Throws when two schemas have one name. */
export function namedSchemas(
  contracts: Record<string, Record<string, unknown>>,
): Record<string, z.ZodType> {
  const named: Record<string, z.ZodType> = {}
  for (const [feature, contract] of Object.entries(contracts))
    for (const [name, schema] of Object.entries(contract)) {
      if (!(schema instanceof z.ZodType)) continue
      if (name in named) throw new Error(`${feature} calls a schema ${name}; another has that name`)
      named[name] = schema
    }
  return named
}
