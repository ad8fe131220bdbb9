import { useState } from 'preact/hooks'
import { t } from '../../lib/i18n/t.ts'
import {
  DENSITIES,
  density,
  lang,
  letterKeys,
  setDensity,
  setLang,
  setLetterKeys,
  setTheme,
  THEMES,
  theme,
} from '../../lib/prefs.ts'
import { Switch } from '../../ui/Checkbox.tsx'
import { Section } from '../../ui/Page.tsx'
import { Segmented } from '../../ui/Segmented.tsx'

const LANGUAGES = [
  { value: 'ko', label: '한국어' },
  { value: 'en', label: 'English' },
] as const

/** How this device shows things; kept on the device and true at once. */
export function DisplayPart() {
  const [, redraw] = useState(0)
  const after = (change: () => void) => {
    change()
    redraw((n) => n + 1)
  }
  return (
    <Section title={t('settings.part.display')}>
      <p class="muted">{t('settings.display_about')}</p>
      <div class="settings-form">
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
        <div class="field">
          <span class="label">{t('shell.shortcuts')}</span>
          <Switch
            checked={letterKeys()}
            aria-describedby="settings-letters"
            onValue={(isOn) => after(() => setLetterKeys(isOn))}
          >
            {t('settings.letters')}
          </Switch>
          <p class="help" id="settings-letters">
            <span>{t('settings.letters_help')}</span>
          </p>
        </div>
      </div>
    </Section>
  )
}
