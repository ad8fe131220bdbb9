import { PASSWORD_CHARACTERS_MIN, passwordFault } from '#api/users/password-rule.ts'
import { isBusinessPhone } from '#api/users/phone.ts'
import { t } from './i18n/t.ts'
import { mark, type Rule, type Rules } from './page-form.ts'

// The same rules as the API's, told at once and in words. The API has the last word.

const needed =
  (need: () => string, isRight: (text: string) => boolean, bad: () => string): Rule =>
  (text) => {
    const plain = text.trim()
    if (!plain) return need()
    return isRight(plain) ? undefined : bad()
  }

export const usernameRule = needed(
  () => t('account.need_username'),
  (text) => /^[a-zA-Z0-9][a-zA-Z0-9._-]{3,49}$/.test(text),
  () => t('account.bad_username'),
)
export const emailRule = needed(
  () => t('account.need_email'),
  (text) => /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text),
  () => t('account.bad_email'),
)
export const phoneRule = needed(
  () => t('account.need_phone'),
  isBusinessPhone,
  () => t('account.bad_phone'),
)
export const nameRule: Rule = (text) => (text.trim() ? undefined : t('account.need_name'))

/** As typed: a space at the end of a password is part of it. */
export const passwordRule: Rule = (text) => {
  if (!text) return t('account.need_password')
  const fault = passwordFault(text)
  return fault && t(`account.password.${fault}`)
}

/** A field that may stay empty, but not be wrong. */
export const ifGiven =
  (rule: Rule): Rule =>
  (text, box) =>
    text.trim() ? rule(text, box) : undefined

/** The rules of an account under the path that its contract gives it. */
export const accountRules = (prefix: '' | 'admin.' | 'user.'): Rules => ({
  [`${prefix}username`]: usernameRule,
  [`${prefix}password`]: passwordRule,
  [`${prefix}name`]: nameRule,
  [`${prefix}email`]: emailRule,
  [`${prefix}phone`]: phoneRule,
})

/** Both have to be agreed to, each by itself. */
export const consentRules: Rules = {
  'consents.terms': (_, box) => (box.checked ? undefined : t('account.need_terms')),
  'consents.privacy': (_, box) => (box.checked ? undefined : t('account.need_privacy')),
}

/** Says while typing how far a new password is; what is wrong with it is said when it is left. */
export function watchNewPassword(box: HTMLInputElement) {
  const note = document.getElementById(box.getAttribute('aria-describedby')?.split(' ')[0] ?? '')
  if (!note) return
  box.addEventListener('input', () => {
    if (box.getAttribute('aria-invalid')) return
    mark(box, undefined)
    const left = PASSWORD_CHARACTERS_MIN - [...box.value.normalize('NFKC')].length
    if (!box.value) return
    note.textContent =
      left > 0 ? t('account.password_left', { n: left }) : t('account.password_enough')
    note.hidden = false
  })
}
