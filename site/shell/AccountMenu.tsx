import { t } from '../lib/i18n/t.ts'
import type { Me } from '../lib/session.ts'
import { later } from '../ui/later.tsx'
import { Popover } from '../ui/Popover.tsx'

/** The account menu; its panel loads as soon as pointer or focus reaches it. */
const AccountPanel = later<{ me: Me }>(
  () => import('./AccountPanel.tsx').then((file) => file.AccountPanel),
  () => <div class="h-80 w-64" aria-busy="true" />,
)

export function AccountMenu({ me }: { me: Me }) {
  return (
    <Popover
      label={t('shell.account')}
      align="right"
      trigger={(button) => (
        <button
          type="button"
          class="avatar"
          {...button}
          aria-label={`${shortName(me.name)}, ${t('shell.account')}`}
          onPointerOver={AccountPanel.ahead}
          onFocus={AccountPanel.ahead}
        >
          {shortName(me.name)}
        </button>
      )}
    >
      {() => <AccountPanel me={me} />}
    </Popover>
  )
}

/** The given name of a Korean name, as colleagues say it; of other names the first two letters. */
const shortName = (name: string) => (name.length === 3 ? name.slice(1) : name.slice(0, 2))
