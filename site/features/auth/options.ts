import type { SignInOptions } from '#api/auth/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { find } from '../../lib/page-form.ts'
import { visitor } from '../../lib/visitor.ts'

/** Shows whether the service answers, what to do about a forgotten password, and the demo accounts. */
export async function showOptions(words: Promise<void>): Promise<void> {
  const options = await visitor.get(addressOf('/auth/options')).catch(() => undefined)
  const status = find('status')
  status.textContent = (options ? status.dataset.ok : status.dataset.down) ?? ''
  status.classList.toggle('down', !options)
  status.hidden = false
  if (!options) return
  // Two elements of one size in one place: nothing moves.
  find('forgot').hidden = !options.mail
  find('ask-admin').hidden = options.mail
  if (options.demo.length === 0) return
  await words
  showDemo(options.demo)
}

function showDemo(demo: SignInOptions['demo']) {
  const place = find('demo')
  place.querySelector('ul')?.replaceChildren(
    ...demo.map((account) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'btn sm'
      button.textContent = t(`login.demo_${account.label}`)
      button.addEventListener('click', () => {
        find('username', HTMLInputElement).value = account.username
        find('password', HTMLInputElement).value = account.password
        find('submit').focus()
      })
      const item = document.createElement('li')
      item.append(button)
      return item
    }),
  )
  place.hidden = false
}
