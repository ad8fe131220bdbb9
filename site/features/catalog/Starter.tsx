import { useState } from 'preact/hooks'
import { starterRows } from '#api/catalog/starter.ts'
import { CARRIERS, type Carrier, COURIERS, SIM_TYPES } from '#db/words.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useKeyring } from '../../lib/keys.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { toast } from '../../ui/toasts.ts'

const count = (carriers: readonly Carrier[], kind: 'plan' | 'device') =>
  starterRows(carriers).filter((row) => row.kind === kind).length

/** One confirm writes the invented catalogue, by carrier; it can be undone as an import. */
export function StarterDialog({ onClose }: { onClose: () => void }) {
  const [carriers, setCarriers] = useState<readonly Carrier[]>(CARRIERS)
  const ring = useKeyring()
  const start = useAction(async () => {
    const json = { dryRun: false, rows: starterRows(carriers) }
    await api.post('/catalog/import', { json, idempotencyKey: ring.keyOf(json) })
    toast(
      t('reference.starter_done', {
        plans: count(carriers, 'plan'),
        devices: count(carriers, 'device'),
      }),
    )
    onClose()
  })
  return (
    <Confirm
      title={t('reference.starter_title')}
      text={t('reference.starter_text')}
      verb={t('reference.starter_verb')}
      busy={start.busy}
      error={start.error}
      disabledBecause={carriers.length === 0 ? t('reference.starter_none') : undefined}
      onConfirm={() => void start.run()}
      onClose={onClose}
    >
      <fieldset class="catalog-carriers">
        <legend class="label">{t('reference.carrier')}</legend>
        {CARRIERS.map((carrier) => (
          <Checkbox
            key={carrier}
            checked={carriers.includes(carrier)}
            onValue={(isOn) =>
              setCarriers(
                CARRIERS.filter((one) => (one === carrier ? isOn : carriers.includes(one))),
              )
            }
          >
            {t(`words.carrier.${carrier}`)}
          </Checkbox>
        ))}
      </fieldset>
      <StarterContents carriers={carriers} />
    </Confirm>
  )
}

/** What the basic list has, counted from the list itself. */
export function StarterContents({ carriers = CARRIERS }: { carriers?: readonly Carrier[] }) {
  const row = (name: string, words: string, n: number) => (
    <li>
      <span class="muted">{name}</span>
      <span>{words}</span>
      <span class="n num">{n}</span>
    </li>
  )
  return (
    <ul class="catalog-contents">
      {row(
        t('reference.tab.carriers'),
        carriers.map((carrier) => t(`words.carrier.${carrier}`)).join(', ') || '–',
        carriers.length,
      )}
      {row(t('reference.plan'), t('reference.starter_plans'), count(carriers, 'plan'))}
      {row(t('reference.device'), t('reference.starter_devices'), count(carriers, 'device'))}
      {row(t('reference.tab.sims'), t('reference.starter_sims'), SIM_TYPES.length)}
      {row(t('reference.tab.couriers'), t('reference.starter_couriers'), COURIERS.length)}
    </ul>
  )
}
