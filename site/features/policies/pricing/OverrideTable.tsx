import { t } from '../../../lib/i18n/t.ts'
import { IconButton } from '../../../ui/Button.tsx'
import { Combobox } from '../../../ui/Combobox.tsx'
import { ErrorState } from '../../../ui/Empty.tsx'
import { Money } from '../../../ui/Money.tsx'
import { MoneyInput } from '../../../ui/MoneyInput.tsx'
import { Section } from '../../../ui/Page.tsx'
import { Company } from '../../../ui/TierMark.tsx'
import type { Companies } from '../use-companies.ts'
import type { Draft } from './rates.ts'
import type { Rates } from './use-rates.ts'

export type Props = {
  rates: Pick<Rates, 'draft' | 'conflicts'>
  shops: Companies
  readOnly: boolean
  onChange: (change: Partial<Draft>) => void
}

/** Shops with one amount of their own instead of the cells. */
export function OverrideTable({ rates, shops, readOnly, onChange }: Props) {
  const { draft, conflicts } = rates
  const { overrides } = draft
  const names = new Map((shops.data ?? []).map(({ id, name }) => [id, name]))
  const set = (retailId: string, amountWon: number | undefined) =>
    onChange({
      overrides: overrides.map((one) =>
        one.retailId === retailId ? { retailId, amountWon } : one,
      ),
    })
  return (
    <Section
      line
      title={t('pricing.overrides')}
      meta={overrides.length > 0 ? overrides.length : undefined}
    >
      <p class="help pb-2">
        <span>{t('pricing.overrides_help')}</span>
      </p>
      {overrides.length === 0 && <p class="subtle pb-2">{t('pricing.no_overrides')}</p>}
      {overrides.length > 0 && (
        <ul class="override-list">
          {overrides.map(({ retailId, amountWon }) => {
            const name = names.get(retailId) ?? '…'
            const above = conflicts.overrides.find((one) => one.retailId === retailId)
            return (
              <li key={retailId}>
                <Company tier="retail">{name}</Company>
                {readOnly ? (
                  <Money won={amountWon} unit strong />
                ) : (
                  <>
                    <div class="override-won">
                      <MoneyInput
                        bare
                        label={t('pricing.override_of', { name })}
                        value={amountWon}
                        onValue={(won) => set(retailId, won)}
                      />
                    </div>
                    <IconButton
                      icon="trash-2"
                      label={t('pricing.remove_shop', { name })}
                      onClick={() =>
                        onChange({
                          overrides: overrides.filter((one) => one.retailId !== retailId),
                        })
                      }
                    />
                  </>
                )}
                {above && (
                  <p class="help warn">
                    <span>{t('pricing.override_above', { name, count: above.combinations })}</span>
                  </p>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {shops.state === 'failed' && (
        <ErrorState what={t('pricing.override_shop')} error={shops.error} onRetry={shops.reload} />
      )}
      {!readOnly && (
        <div class="max-w-80 pt-2">
          <Combobox
            label={t('pricing.add_shop')}
            placeholder={t('ui.company_hint')}
            loading={!shops.data}
            options={(shops.data ?? [])
              .filter(({ id }) => !overrides.some(({ retailId }) => retailId === id))
              .map(({ id, name, code }) => ({ value: id, label: name, note: code }))}
            value={undefined}
            onValue={(retailId) =>
              retailId &&
              onChange({ overrides: [...overrides, { retailId, amountWon: undefined }] })
            }
          />
        </div>
      )}
    </Section>
  )
}
