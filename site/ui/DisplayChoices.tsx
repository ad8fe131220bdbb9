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
import { Segmented } from './Segmented.tsx'

const LANGUAGES = [
  { value: 'ko', label: '한국어' },
  { value: 'en', label: 'English' },
] as const

/** Display settings of this device: theme, row height and language, effective at once. */
export function DisplayChoices() {
  const [, redraw] = useState(0)
  const after = (change: () => void) => {
    change()
    redraw((n) => n + 1)
  }
  return (
    <>
      <div class="field">
        <span class="label">{t('shell.theme')}</span>
        <Segmented
          label={t('shell.theme')}
          options={THEMES.map((value) => ({ value, label: t(`shell.theme_${value}`) }))}
          value={theme()}
          onValue={(value) => after(() => setTheme(value))}
        />
      </div>
      <div class="field">
        <span class="label">{t('shell.density')}</span>
        <Segmented
          label={t('shell.density')}
          options={DENSITIES.map((value) => ({ value, label: t(`shell.density_${value}`) }))}
          value={density()}
          onValue={(value) => after(() => setDensity(value))}
        />
      </div>
      <div class="field">
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
