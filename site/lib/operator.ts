/** The operator of this installation, as far as configured: unset values appear on no page. */
export type Operator = {
  name?: string
  representative?: string
  businessNumber?: string
  address?: string
  phone?: string
  contact?: string
}

const VARIABLES = {
  name: 'OPERATOR_NAME',
  representative: 'OPERATOR_REPRESENTATIVE',
  businessNumber: 'OPERATOR_BUSINESS_NUMBER',
  address: 'OPERATOR_ADDRESS',
  phone: 'OPERATOR_PHONE',
  contact: 'OPERATOR_CONTACT',
} as const satisfies Record<keyof Operator, string>

/** Set by `npm start` on demo data only (`scripts/site.ts`), never by hand. */
export const DEMO_SITE = 'MARU_DEMO_SITE'

/** Every variable that a built page shows; another value requires another build. */
export const SITE_VARIABLES = [...Object.values(VARIABLES), 'PUBLIC_URL', DEMO_SITE]

type Environment = Readonly<Record<string, string | undefined>>

export function operatorIn(env: Environment): Operator {
  const configured = Object.entries(VARIABLES).flatMap(([fact, variable]) => {
    const value = env[variable]?.trim()
    return value ? [[fact, value]] : []
  })
  return Object.fromEntries(configured)
}

/** The public origin, without a trailing slash; undefined while it is not configured. */
export function originIn(env: Environment): string | undefined {
  const url = env.PUBLIC_URL?.trim()
  return url ? new URL(url).origin : undefined
}

export const isDemo = (env: Environment) => env[DEMO_SITE] === '1'
