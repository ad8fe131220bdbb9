import { t } from '../lib/i18n/t.ts'

/**
 * The word of the answer that changes nothing. Beside an action that is itself a cancellation, “취소” would be
 * read as that action, so the answer says that things stay as they are.
 */
export const safeAnswer = (verb: string): 'ui.cancel' | 'ui.leave' =>
  verb.toLowerCase().includes(t('ui.cancel').toLowerCase()) ? 'ui.leave' : 'ui.cancel'
