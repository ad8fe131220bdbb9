import { t } from '../lib/i18n/t.ts'
import { logOut, type Me } from '../lib/session.ts'
import { DisplayChoices } from '../ui/DisplayChoices.tsx'
import { Icon } from '../ui/Icon.tsx'

/** Who is signed in, display settings, and signing out. */
export function AccountPanel({ me }: { me: Me }) {
  return (
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
  )
}
