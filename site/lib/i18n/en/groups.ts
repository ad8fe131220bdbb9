import type { Translated } from '../catalogue.ts'
import type { groups as korean } from '../ko/groups.ts'

export const groups: Translated<typeof korean> = {
  title: 'Saved groups',
  none: 'No saved groups yet.',
  manage: 'Manage groups',
  make: 'New group',
  make_of: 'New group of the {count} chosen',
  name: 'Group name',
  create: 'Create',
  rename: 'Rename',
  remove: 'Delete group',
  remove_title: 'Delete the group {name}?',
  remove_text: 'Targets and prices that were set with it stay. Who was in it, and when, is kept.',
  count: '{count}',
  member_suspended: '{name} (suspended)',
  member_removed: '{name} (removed)',
  put_in: 'Include',
  take_out: 'Leave out',
  now_only:
    'Copies to the shops that are in it now. Shops that join later get nothing by themselves.',
}
