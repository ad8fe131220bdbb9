import type { Area } from '../lib/i18n/catalogue.ts'

/** The words of every signed-in page: its frame and its UI components. */
export const SHELL_AREAS = [
  'errors',
  'times',
  'shell',
  'states',
  'ui',
  'words',
] as const satisfies Area[]
