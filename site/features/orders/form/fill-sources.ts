import { type FillSources, fillSources } from '#api/forms/fill.ts'
import { serverNow } from '../../../lib/server-clock.ts'
import { useMe } from '../../../lib/session.ts'

/** What the form is filled in with, as it would be now; the server fills it in when the order is placed. */
export const useFillSources = (policy: string): FillSources =>
  fillSources(new Date(serverNow()), { user: useMe()?.name ?? '', policy })
