import { t } from '../lib/i18n/t.ts'
import { logOut, type Me } from '../lib/session.ts'
import { DisplayChoices } from '../ui/DisplayChoices.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'

/** The person: how this device shows things, and the way out. */
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
        >
          {shortName(me.name)}
        </button>
      )}
    >
      {() => (
        <div class="flex w-64 flex-col gap-3 p-2">
          <div>
            <p class="strong">{me.name}</p>
            <p class="subtle text-t12">
              {me.username} · {me.company.name}
            </p>
          </div>
          <DisplayChoices />
          <a class="menu-item -mx-2 !w-auto" href="/settings">
            <Icon name="settings" />
            {t('shell.settings')}
          </a>
          <button type="button" class="menu-item -mx-2 !w-auto" onClick={() => void logOut()}>
            <Icon name="log-out" />
            {t('shell.log_out')}
          </button>
        </div>
      )}
    </Popover>
  )
}

/** Of a Korean name the given one, which is what colleagues say; of others the first two letters. */
const shortName = (name: string) => (name.length === 3 ? name.slice(1) : name.slice(0, 2))
