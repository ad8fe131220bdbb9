/** Somebody signed up, was decided about, or a company changed: whatever shows them asks again. */
export const LIVE = ['company.*', 'user.*'] as const
