import type { Refusal } from '#api/sheets/refusal.ts'
import { t } from './i18n/t.ts'

/** The sentence for a file that was not read: what it is, and what to send instead. */
export const sayRefusal = ({ refused }: Refusal): string => t(`sheets.refused.${refused}`)
