import { useState } from 'preact/hooks'
import { t } from '../../lib/i18n/t.ts'
import { letterKeys, setLetterKeys } from '../../lib/prefs.ts'
import { Switch } from '../../ui/Checkbox.tsx'
import { DisplayChoices } from '../../ui/DisplayChoices.tsx'
import { Section } from '../../ui/Page.tsx'

/** Display settings; kept on this device, effective at once. */
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
        <DisplayChoices />
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
