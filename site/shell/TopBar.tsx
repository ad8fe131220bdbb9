import type { ComponentChildren } from 'preact'
import { t } from '../lib/i18n/t.ts'
import { useMe } from '../lib/session.ts'
import { IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Mark } from '../ui/Mark.tsx'
import { TierMark } from '../ui/TierMark.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { openLayer } from './layers.ts'

/** Logo, company, palette (Ctrl K), bell, keys, account. */
export function TopBar({ bell }: { bell: ComponentChildren }) {
  const me = useMe()
  if (!me) return null
  const { name, tier } = me.company
  return (
    <>
      <IconButton
        class="menu-button"
        icon="menu"
        label={t('shell.open_menu')}
        onClick={() => openLayer('menu')}
      />
      <a class="brand" href="/dashboard">
        <Mark />
        <span>{t('shell.product')}</span>
      </a>
      <div class="switch">
        <span class="tier">
          <TierMark tier={tier} />
          <span class="trunc">{name}</span>
        </span>
        <span class="tag">
          {t(`words.tier.${tier}`)} {t(`words.role.${me.role}`)}
        </span>
      </div>
      <button
        type="button"
        class="search"
        aria-haspopup="dialog"
        onClick={() => openLayer('palette')}
      >
        <Icon name="search" />
        <span>{t('shell.search_all')}</span>
        <kbd class="kbd">Ctrl K</kbd>
      </button>
      <div class="flex items-center gap-1">
        {bell}
        <IconButton
          class="wide-only"
          icon="circle-help"
          label={t('shell.help')}
          onClick={() => openLayer('shortcuts')}
        />
        <AccountMenu me={me} />
      </div>
    </>
  )
}
