import { useState } from 'preact/hooks'
import type { EditTreeSettings, TreeSettings } from '#api/companies/contract.ts'
import { SECOND_FACTOR_RULES } from '#db/words.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { wasFirst } from '../../lib/conflict.ts'
import { won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { CountInput } from '../../ui/CountInput.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import { Section } from '../../ui/Page.tsx'
import { RadioList } from '../../ui/RadioList.tsx'
import { toast } from '../../ui/toasts.ts'
import { ConflictNote } from './ConflictNote.tsx'

const IDLE = { least: 5, most: 1_440 }

type Props = { settings: TreeSettings; onSaved: (settings: TreeSettings) => void }

/** Who must have a second factor, and after how many idle minutes a session ends. */
export function SettingsForm({ settings, onSaved }: Props) {
  const [base, setBase] = useState(settings)
  const [rule, setRule] = useState(settings.secondFactor)
  const [minutes, setMinutes] = useState(settings.idleMinutes)
  const [limitWon, setLimitWon] = useState(settings.approvalOverWon ?? undefined)
  const [isOvertaken, setOvertaken] = useState(false)
  const save = useAction(async () => {
    const body: EditTreeSettings = {
      version: base.version,
      secondFactor: rule,
      idleMinutes: minutes,
      approvalOverWon: limitWon ?? null,
    }
    try {
      const after = await api.put('/companies/settings', { json: body })
      setBase(after)
      setOvertaken(false)
      toast(t('org.settings_saved'))
      onSaved(after)
    } catch (failure) {
      if (!wasFirst(failure)) throw failure
      setBase(await api.get(addressOf('/companies/settings')))
      setOvertaken(true)
    }
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save.run()
      }}
    >
      <p class="muted pb-1 pt-2">{t('org.settings_about')}</p>
      <Section title={t('org.rule')}>
        <RadioList
          label={t('org.rule')}
          value={rule}
          options={SECOND_FACTOR_RULES.map((value) => ({
            value,
            label: t(`org.rule.${value}`),
            note: t(`org.rule_about.${value}`),
          }))}
          onValue={setRule}
        />
        <p class="help pt-2 pb-4">{t('org.rule_note')}</p>
      </Section>
      <Section line title={t('org.idle')}>
        <div class="w-60 pb-4">
          <CountInput
            label={t('org.idle_label')}
            help={t('org.idle_help')}
            range={t('org.idle_range')}
            least={IDLE.least}
            most={IDLE.most}
            value={minutes}
            onValue={setMinutes}
            suffix={<span class="subtle">{t('org.minutes_unit')}</span>}
          />
        </div>
      </Section>
      <Section line title={t('org.approval')}>
        <div class="w-80 max-w-full pb-4">
          <MoneyInput
            label={t('org.approval_label')}
            help={t('org.approval_help')}
            optional
            value={limitWon}
            onValue={setLimitWon}
          />
        </div>
      </Section>
      {isOvertaken && (
        <ConflictNote
          now={[
            { label: t('org.rule'), value: t(`org.rule.${base.secondFactor}`) },
            { label: t('org.idle'), value: `${base.idleMinutes}${t('org.minutes_unit')}` },
            {
              label: t('org.approval_label'),
              value:
                base.approvalOverWon === null ? t('org.approval_none') : won(base.approvalOverWon),
            },
          ]}
        />
      )}
      <ErrorNote error={save.error} />
      <div class="pt-2">
        <Button kind="primary" type="submit" busy={save.busy}>
          {t('ui.save')}
        </Button>
      </div>
    </form>
  )
}
