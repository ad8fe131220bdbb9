import { type QueryState, setQuery } from '../../lib/query.ts'

export const TABS = ['info', 'users', 'invitations', 'below', 'settings'] as const
export type OrgTab = (typeof TABS)[number]

export const tabOf = ({ tab }: QueryState): OrgTab => TABS.find((one) => one === tab) ?? 'info'

/** Parameters of one list, which must not be carried to the next. */
export const LIST_PLACE = {
  user: undefined,
  q: undefined,
  status: undefined,
  after: undefined,
  page: undefined,
}

/** The address that shows one company; the current tab stays. */
export const companyPlace = (company: string | undefined) => ({
  ...LIST_PLACE,
  view: undefined,
  company,
})

export const goToCompany = (id: string | undefined) => setQuery(companyPlace(id), true)
export const goToWaiting = () =>
  setQuery({ ...LIST_PLACE, company: undefined, view: 'waiting' }, true)
