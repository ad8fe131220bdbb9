import type { Translated } from '../catalogue.ts'
import type { palette as ko } from '../ko/palette.ts'

export const palette: Translated<typeof ko> = {
  title: 'Find a command',
  hint: 'Find a page or something to do',
  go: 'Go to',
  do: 'Do',
  orders: 'Orders',
  companies: 'Companies',
  people: 'People',
  searching: 'Searching',
  failed: 'Orders and companies could not be searched. {why}',
  short: 'Orders are found by 4 characters of their number, companies and people by 2.',
  'settings.profile': 'Profile',
  'settings.security': 'Security · password · authenticator app',
  'settings.devices': 'Logged-in devices',
  'settings.tokens': 'API tokens',
  'settings.display': 'Display · row height · shortcuts',
  'settings.permissions': 'My permissions',
}
