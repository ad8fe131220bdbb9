import { isPhone } from '#api/phone.ts'
import { PASSWORD_CHARACTERS_MIN, passwordFault } from '#api/users/password-rule.ts'
import { t } from './i18n/t.ts'
import { mark, type Rule, type Rules } from './page-form.ts'

// The API's rules, checked early and explained in words. The API decides.

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
  (text) => isPhone(text),
  () => t('account.bad_phone'),
)
export const nameRule: Rule = (text) => (text.trim() ? undefined : t('account.need_name'))

/** As typed: a space at the end of a password is part of it. */
export const passwordRule: Rule = (text) => {
  if (!text) return t('account.need_password')
  const fault = passwordFault(text)
  return fault && t(`account.password.${fault}`)
}

/** The rule for an optional field: empty passes, anything else must be valid. */
export const ifGiven =
  (rule: Rule): Rule =>
  (text, box) =>
    text.trim() ? rule(text, box) : undefined

/** The rules of an account's fields, by their path in the contract. */
export const accountRules = (prefix: '' | 'admin.' | 'user.'): Rules => ({
  [`${prefix}username`]: usernameRule,
  [`${prefix}password`]: passwordRule,
  [`${prefix}name`]: nameRule,
  [`${prefix}email`]: emailRule,
  [`${prefix}phone`]: phoneRule,
})

/** Each consent is required by itself. */
export const consentRules: Rules = {
  'consents.terms': (_, box) => (box.checked ? undefined : t('account.need_terms')),
  'consents.privacy': (_, box) => (box.checked ? undefined : t('account.need_privacy')),
}

/** Shows while typing how far a new password is; an error appears when the field is left. */
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
