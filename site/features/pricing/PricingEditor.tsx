import { useMemo, useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { CellCarrier } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { usePhone } from '../../lib/media.ts'
import { may } from '../../lib/session.ts'
import { dateTime } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { toast } from '../../ui/toasts.ts'
import { useCompanies } from '../policies/use-companies.ts'
import { BandList } from './BandList.tsx'
import { FillBox } from './FillBox.tsx'
import { OverrideTable } from './OverrideTable.tsx'
import { ProblemList } from './ProblemList.tsx'
import { ConflictNote, RateFigures } from './RateNotes.tsx'
import { RatesGrid } from './RatesGrid.tsx'
import { type Amounts, carriersOf, filled, gridOf, withGrid } from './rates.ts'
import { SaveDialog } from './SaveDialog.tsx'
import { type Rates, useRates } from './use-rates.ts'

type Props = {
  policy: PolicyDetail
  agency: NonNullable<PolicyDetail['agency']>
  onSaved: (policy: PolicyDetail) => void
  onReload: () => void
}

/** The matrix of what shops get, its default and the shops with an amount of their own. */
export function PricingEditor({ policy, agency, onSaved, onReload }: Props) {
  const readOnly = !may('policy.price')
  const phone = usePhone()
  const shops = useCompanies('retail')
  const rates = useRates(agency)
  const { draft, gross, saved, changes, change } = rates
  const [chosen, setChosen] = useState<CellCarrier | undefined>(undefined)
  const [asking, setAsking] = useState(false)
  const carriers = carriersOf(gross)
  const carrier = carriers.find((one) => one === chosen) ?? carriers[0] ?? 'all'
  const shape = { carrier, bandsWon: policy.bandsWon, months: policy.months }
  const values = useMemo(
    () => gridOf(draft.cells, { carrier, bandsWon: policy.bandsWon, months: policy.months }),
    [draft.cells, carrier, policy],
  )
  const blocked = whyNot(rates)
  const setCells = (cells: Amounts) => change({ cells })
  return (
    <>
      <PageHead
        title={policy.title}
        beside={
          <>
            <span class="tag">{t(`words.carrier.${policy.carrier}`)}</span>
            <span class="tag">v{policy.currentVersion}</span>
            <a class="link text-t12" href="/policies/pricing">
              {t('pricing.to_list')}
            </a>
            {agency.rates && (
              <span class="subtle n text-t12 max-md:hidden">
                {t('pricing.saved_at', { at: dateTime(agency.rates.savedAt) })}
              </span>
            )}
          </>
        }
        actions={
          !readOnly && (
            <>
              {changes.length > 0 && (
                <Button kind="ghost" onClick={rates.takeTheirs}>
                  {t('pricing.discard')}
                </Button>
              )}
              <Button kind="primary" disabledBecause={blocked} onClick={() => setAsking(true)}>
                {t('pricing.save')}
              </Button>
            </>
          )
        }
      />
      <div class="page-body flex flex-col gap-4">
        {readOnly && (
          <p class="note">
            <Icon name="info" size={14} />
            <span>{t('pricing.read_only')}</span>
          </p>
        )}
        {rates.isStale && <ConflictNote rates={rates} />}
        <RateFigures rates={rates} />
        <div class="matrix-with-list">
          <div class="flex min-w-0 flex-col gap-3">
            {carriers.length > 1 && (
              <Segmented
                label={t('pricing.carrier')}
                value={carrier}
                options={carriers.map((value) => ({ value, label: t(`words.carrier.${value}`) }))}
                onValue={setChosen}
              />
            )}
            {phone ? (
              <BandList
                draft={draft}
                shape={shape}
                gross={gross}
                saved={saved}
                readOnly={readOnly}
                onCells={setCells}
              />
            ) : (
              <RatesGrid
                key={`${carrier} ${rates.basedOn}`}
                policy={policy}
                carrier={carrier}
                draft={draft}
                values={values}
                gross={gross}
                saved={saved}
                readOnly={readOnly}
                onValues={(next) => setCells(withGrid(draft.cells, shape, next, gross))}
                onSave={() => !blocked && setAsking(true)}
              />
            )}
            <OverrideTable
              draft={draft}
              gross={gross}
              shops={shops}
              readOnly={readOnly}
              onChange={change}
            />
          </div>
          <aside class="flex flex-col gap-4">
            <ProblemList
              draft={draft}
              gross={gross}
              problems={rates.problems}
              readOnly={readOnly}
              onShow={setChosen}
              onCells={setCells}
            />
            {!readOnly && (
              <FillBox
                carrier={carrier}
                defaultWon={draft.defaultWon}
                onDefault={(defaultWon) => change({ defaultWon })}
                onFill={(own) => setCells(filled(draft.cells, carrier, gross, own))}
                onClear={() => setCells(withGrid(draft.cells, shape, [], gross))}
              />
            )}
          </aside>
        </div>
      </div>
      {asking && (
        <SaveDialog
          policyId={policy.id}
          draft={draft}
          gross={gross}
          basedOn={rates.basedOn}
          changes={changes}
          shops={shops.items ?? []}
          onClose={() => setAsking(false)}
          onConflict={() => {
            setAsking(false)
            onReload()
          }}
          onSaved={(next) => {
            setAsking(false)
            toast(t('pricing.saved'))
            onSaved(next)
            if (next.agency) rates.wasSaved(next.agency)
          }}
        />
      )}
    </>
  )
}

/** Why it cannot be saved now: nothing to save, too much for HQ, or half an entry. */
function whyNot({ draft, changes, problems }: Rates): string | undefined {
  if (changes.length === 0) return t('pricing.no_changes')
  if (problems.length > 0) return t('pricing.fix_first', { count: problems.length })
  const isHalf = draft.overrides.some(({ amountWon }) => amountWon === undefined)
  return isHalf ? t('pricing.override_missing') : undefined
}
