import { useState } from 'preact/hooks'
import type { CatalogSettings, EditCatalogSettings } from '#api/catalog/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote, ErrorState } from '../../ui/Empty.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toasts.ts'
import { wasFirst } from './catalog-words.ts'
import { CarrierRows, CourierRows, SimRows } from './SettingsRows.tsx'

export type SettingsPart = 'sims' | 'couriers' | 'carriers'

/** Which carriers, SIMs and couriers the headquarters offers, one part at a time. */
export function SettingsTab({ part }: { part: SettingsPart }) {
  const settings = useAnswer(addressOf('/catalog/settings'), { still: true })
  if (settings.state === 'failed')
    return (
      <div class="page-body pt-4">
        <ErrorState
          what={t(`reference.tab.${part}`)}
          error={settings.error}
          onRetry={settings.reload}
        />
      </div>
    )
  return (
    <div class="page-body pt-2">
      {settings.data ? (
        <Form key={part} part={part} settings={settings.data} onSaved={settings.replace} />
      ) : (
        <SkeletonLines lines={6} />
      )}
    </div>
  )
}

const sentOf = ({ carriers, sims, couriers, version }: CatalogSettings): EditCatalogSettings => ({
  version,
  carriersOff: carriers.filter(({ carried }) => !carried).map(({ carrier }) => carrier),
  sims: sims.map((sim) => ({
    ...sim,
    label: cleaned(sim.label),
    modelCode: cleaned(sim.modelCode),
  })),
  couriers: couriers.map((each) => ({ ...each, label: cleaned(each.label) })),
})
const cleaned = (text: string | null) => text?.trim() || null

function Form({
  part,
  settings,
  onSaved,
}: {
  part: SettingsPart
  settings: CatalogSettings
  onSaved: (settings: CatalogSettings) => void
}) {
  const [draft, setDraft] = useState(settings)
  const [isOvertaken, setOvertaken] = useState(false)
  const save = useAction(async () => {
    try {
      const after = await api.put('/catalog/settings', { json: sentOf(draft) })
      setDraft(after)
      setOvertaken(false)
      toast(t('reference.settings_saved'))
      onSaved(after)
    } catch (failure) {
      if (!wasFirst(failure)) throw failure
      // Only the part on screen is this person's; the others are taken as they are now.
      const now = await api.get(addressOf('/catalog/settings'))
      setDraft({ ...now, [part]: draft[part] })
      setOvertaken(true)
    }
  })
  const isAdmin = may('plan.write')
  const noneLeft =
    (part === 'sims' && draft.sims.every(({ offered }) => !offered)) ||
    (part === 'carriers' && draft.carriers.every(({ carried }) => !carried))
  const set = (change: Partial<CatalogSettings>) => setDraft({ ...draft, ...change })
  return (
    <form
      class="catalog-settings"
      onSubmit={(event) => {
        event.preventDefault()
        if (!noneLeft) void save.run()
      }}
    >
      <p class="muted">{t(`reference.${part}_about`)}</p>
      {part === 'sims' && (
        <SimRows sims={draft.sims} isAdmin={isAdmin} onSims={(sims) => set({ sims })} />
      )}
      {part === 'couriers' && (
        <CourierRows
          couriers={draft.couriers}
          isAdmin={isAdmin}
          onCouriers={(couriers) => set({ couriers })}
        />
      )}
      {part === 'carriers' && (
        <CarrierRows
          carriers={draft.carriers}
          isAdmin={isAdmin}
          onCarriers={(carriers) => set({ carriers })}
        />
      )}
      {isOvertaken && (
        <p class="help warn" role="alert">
          {t('errors.version_conflict')}
        </p>
      )}
      <ErrorNote error={save.error} />
      {isAdmin && (
        <div class="pt-3">
          <Button
            kind="primary"
            type="submit"
            busy={save.busy}
            disabledBecause={noneLeft ? t('reference.one_needed') : undefined}
          >
            {t('reference.save')}
          </Button>
        </div>
      )}
    </form>
  )
}
