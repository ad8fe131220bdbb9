import { useState } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import {
  DENSITIES,
  density,
  lang,
  setDensity,
  setLang,
  setTheme,
  THEMES,
  theme,
} from '../lib/prefs.ts'
import { logOut, type Me } from '../lib/session.ts'
import { Icon } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { Segmented } from '../ui/Segmented.tsx'

const LANGUAGES = [
  { value: 'ko', label: '한국어' },
  { value: 'en', label: 'English' },
] as const

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
          <Settings />
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

function Settings() {
  const [, redraw] = useState(0)
  const after = (change: () => void) => {
    change()
    redraw((n) => n + 1)
  }
  return (
    <>
      <div class="flex flex-col gap-1">
        <span class="label">{t('shell.theme')}</span>
        <Segmented
          label={t('shell.theme')}
          options={THEMES.map((value) => ({ value, label: t(`shell.theme_${value}`) }))}
          value={theme()}
          onValue={(value) => after(() => setTheme(value))}
        />
      </div>
      <div class="flex flex-col gap-1">
        <span class="label">{t('shell.density')}</span>
        <Segmented
          label={t('shell.density')}
          options={DENSITIES.map((value) => ({ value, label: t(`shell.density_${value}`) }))}
          value={density()}
          onValue={(value) => after(() => setDensity(value))}
        />
      </div>
      <div class="flex flex-col gap-1">
        <span class="label">{t('shell.language')}</span>
        <Segmented
          label={t('shell.language')}
          options={LANGUAGES}
          value={lang()}
          onValue={(value) => setLang(value)}
        />
      </div>
    </>
  )
}
