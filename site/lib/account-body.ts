import type { BodyOf } from './api-types.ts'
import { boxNamed, textIn } from './page-form.ts'

type Applying = BodyOf<'post', '/registration/staff'>

/** A person and their login, as typed; `prefix` is the path in the contract. */
export const accountIn = (form: HTMLFormElement, prefix: string): Applying['user'] => ({
  name: textIn(form, `${prefix}name`),
  email: textIn(form, `${prefix}email`),
  phone: textIn(form, `${prefix}phone`),
  username: textIn(form, `${prefix}username`),
  password: textIn(form, `${prefix}password`),
})

export function consentsIn(form: HTMLFormElement): Applying['consents'] {
  // An unticked box is sent as false, which the API refuses.
  const ticked = (name: string) => (boxNamed(form, `consents.${name}`)?.checked ?? false) as true
  return { terms: ticked('terms'), privacy: ticked('privacy') }
}
