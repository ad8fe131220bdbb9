import type { GroupItem } from '#api/groups/contract.ts'
import { t } from '../../../lib/i18n/t.ts'

/** A suspended or removed company takes part in nothing new; it is named, and left out. */
export const usableIn = ({ members }: GroupItem): string[] =>
  members.filter(({ state }) => state === 'active').map(({ id }) => id)

/** Who is in a group now, in words. */
export const namesIn = ({ members }: GroupItem): string =>
  members
    .map(({ name, state }) => (state === 'active' ? name : t(`groups.member_${state}`, { name })))
    .join(', ')
