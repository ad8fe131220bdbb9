/**
 * Who may call what, written by hand from `domain.md` D.1 and held against the running API. A route
 * that is missing here fails; so does one whose permission changed. `a` admin, `s` staff, `-` nobody.
 */
export const MATRIX: Record<string, `${string} ${string} ${string}`> = {
  //                                             hq agency shop
  'GET /api/v2/me': 'as as as',
  'GET /api/v2/me/permissions': 'as as as',
  'GET /api/v2/live': 'as as as',
  'GET /api/v2/dashboard': 'as as as',
  'GET /api/v2/companies': 'as as as',
  'GET /api/v2/companies/:id': 'as as as',
  'GET /api/v2/invitations': 'a a a',
  'POST /api/v2/invitations': 'a a a',
  'POST /api/v2/invitations/:id/revocation': 'a a a',
  'GET /api/v2/plans': 'as as as',
  'GET /api/v2/devices': 'as as as',
  'GET /api/v2/policies': 'as as as',
  'GET /api/v2/policies/:id': 'as as as',
  'POST /api/v2/policies': 'a - -',
  'POST /api/v2/policies/:id/versions': 'a - -',
  'POST /api/v2/policies/:id/withdrawal': 'a - -',
  'PUT /api/v2/policies/:id/agency-rates': '- a -',
  // An order's own price and budget; the shop is who has them.
  'POST /api/v2/quotes': '- - as',
  'GET /api/v2/rebates/balance': 'as as as',
  'GET /api/v2/rebates/balances': 'as as as',
  'GET /api/v2/rebates/entries': 'as as as',
  'POST /api/v2/rebates/allocations': 'a - -',
  'POST /api/v2/rebates/distributions': '- a -',
  'GET /api/v2/orders': 'as as as',
  'GET /api/v2/orders/counts': 'as as as',
  'GET /api/v2/orders/:id': 'as as as',
  'POST /api/v2/orders': '- - as',
  'POST /api/v2/orders/:id/approval': 'a - -',
  'POST /api/v2/orders/:id/rejection': 'a - -',
  'POST /api/v2/orders/:id/shipment': 'as - -',
  'POST /api/v2/orders/:id/completion': 'as - -',
  'POST /api/v2/orders/:id/cancellation': 'a a as',
  'GET /api/v2/settlements/lines': 'as as as',
  'GET /api/v2/settlements/summary': 'as as as',
  'POST /api/v2/settlements/approvals': 'a a -',
  'POST /api/v2/settlements/payments': 'a a -',
  'GET /api/v2/notifications': 'as as as',
  'POST /api/v2/notifications/reads': 'as as as',
  'GET /api/v2/exports': 'as as as',
  'GET /api/v2/exports/:id': 'as as as',
  // Settlement sheets are the admins' (F.6): staff sees that they exist, not what is in them.
  'GET /api/v2/exports/:id/file': 'a a a',
  'POST /api/v2/exports': 'a a a',
  'POST /api/v2/exports/:id/cancellation': 'a a a',
  'POST /api/v2/exports/:id/retry': 'a a a',
}

/** What asks for no sign-in, and why it need not. */
export const OPEN: Record<string, string> = {
  'POST /api/v2/auth/login': 'here one signs in',
  'POST /api/v2/auth/refresh': 'the refresh token says who',
  'POST /api/v2/auth/logout': 'the refresh token says who',
  'GET /api/v2/auth/options': 'the sign-in page reads it',
  'GET /api/v2/track': 'customers have no account; number and digits, few tries, state only',
  'GET /api/v2/registration/parent': 'a code tells the name of one company, few tries',
  'POST /api/v2/registration/companies':
    'nobody has an account yet; a code, few tries, then approval',
  'POST /api/v2/registration/staff': 'nobody has an account yet; a code, few tries, then approval',
  'POST /api/v2/registration/headquarters': 'the operator’s token says who',
  'POST /api/v2/registration/reapplications':
    'a rejected person cannot sign in; the password says who',
  'POST /api/v2/registration/invitation': 'the token of the link says who',
  'POST /api/v2/registration/invitation/acceptance': 'the token of the link says who',
  'POST /api/jobs/run': 'signed by the queue',
  'GET /healthz': 'asked by machines; says nothing of anybody',
  'GET /readyz': 'asked by machines; says nothing of anybody',
  'GET /metrics': 'counts only; outside the demo it asks for a token of its own',
  'GET /api/openapi.json': 'the API is no secret',
  'GET /api/docs': 'the API is no secret',
  'GET /api/docs.css': 'the API is no secret',
}
