import { useMemo, useRef, useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { CellCarrier } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import { usePhone } from '../../../lib/media.ts'
import { may } from '../../../lib/session.ts'
import { dateTime } from '../../../lib/when.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { later } from '../../../ui/later.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { toast } from '../../../ui/toasts.ts'
import { stopsAt } from '../../../ui/unread.ts'
import { useCompanies } from '../use-companies.ts'
import type { Props as BandProps } from './BandList.tsx'
import type { Props as FillProps } from './FillBox.tsx'
import type { Props as OverrideProps } from './OverrideTable.tsx'
import type { Props as PassOnProps } from './PassOnDialog.tsx'
import { ProblemList } from './ProblemList.tsx'
import { ConflictNote, RateFigures } from './RateNotes.tsx'
import { RatesGrid } from './RatesGrid.tsx'
import { RuleBox } from './RuleBox.tsx'
import { type Amounts, filled, gridName, gridOf, withGrid } from './rates.ts'
import type { Props as SaveProps } from './SaveDialog.tsx'
import { type Rates, useRates } from './use-rates.ts'

// Dialogs that load on first use, because they are rarely needed.
const SaveDialog = later<SaveProps>(() =>
  import('./SaveDialog.tsx').then((file) => file.SaveDialog),
)
const PassOnDialog = later<PassOnProps>(() =>
  import('./PassOnDialog.tsx').then((file) => file.PassOnDialog),
)

const BandList = later<BandProps>(
  () => import('./BandList.tsx').then((file) => file.BandList),
  // Taller than a phone: nothing below it is in sight before it arrives.
  () => <div class="min-h-screen" />,
)
const OverrideTable = later<OverrideProps>(() =>
  import('./OverrideTable.tsx').then((file) => file.OverrideTable),
)
const FillBox = later<FillProps>(() => import('./FillBox.tsx').then((file) => file.FillBox))

type Props = {
  policy: PolicyDetail
  agency: NonNullable<PolicyDetail['agency']>
  onSaved: (policy: PolicyDetail) => void
  onReload: () => void
}

/** The matrix of the shops' amounts, the default, and the shops with an amount of their own. */
export function PricingEditor({ policy, agency, onSaved, onReload }: Props) {
  const readOnly = !may('policy.price')
  const phone = usePhone()
  const shops = useCompanies('retail')
  const rates = useRates(policy, agency)
  const { draft, gross, carriers, change } = rates
  const [chosen, setChosen] = useState<CellCarrier | undefined>(undefined)
  const [overriding, setOverriding] = useState(false)
  const [filling, setFilling] = useState(false)
  const [asking, setAsking] = useState<'save' | 'pass_on' | undefined>(undefined)
  const carrier = carriers.find((one) => one === chosen) ?? carriers[0] ?? 'all'
  const shape = { carrier, bandsWon: policy.bandsWon, months: policy.months }
  const values = useMemo(
    () => gridOf(draft.cells, { carrier, bandsWon: policy.bandsWon, months: policy.months }),
    [draft.cells, carrier, policy],
  )
  const blocked = whyNot(rates)
  const setCells = (cells: Amounts) => change({ cells })
  const dialog = {
    policyId: policy.id,
    basedOn: rates.basedOn,
    onClose: () => setAsking(undefined),
    onConflict: () => {
      setAsking(undefined)
      onReload()
    },
    onSaved: (next: PolicyDetail) => {
      setAsking(undefined)
      toast(t('pricing.saved'))
      onSaved(next)
      if (next.agency) rates.wasSaved(next.agency)
    },
  }
  const place = useRef<HTMLDivElement>(null)
  /** Saving and switching grids need every field of this one to be readable. */
  const save = () => !stopsAt(place.current) && setAsking('save')
  const show = (next: CellCarrier) => !stopsAt(place.current) && setChosen(next)
  return (
    <>
      <PageHead
        title={policy.title}
        beside={
          <>
            <span class="tag">{t(`words.carrier.${policy.carrier}`)}</span>
            <span class="tag">v{policy.currentVersion}</span>
            <a class="link hit text-t12" href="/policies/pricing">
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
              {rates.isDirty && (
                <Button kind="ghost" onClick={rates.takeTheirs}>
                  {t('pricing.discard')}
                </Button>
              )}
              {!agency.rates && (
                <Button onClick={() => setAsking('pass_on')}>{t('pricing.pass_on')}</Button>
              )}
              <Button kind="primary" disabledBecause={blocked} onClick={save}>
                {t('pricing.save')}
              </Button>
            </>
          )
        }
      />
      <div ref={place} class="page-body flex flex-col gap-4">
        {readOnly && (
          <p class="note">
            <Icon name="info" size={14} />
            <span>{t('pricing.read_only')}</span>
          </p>
        )}
        {!agency.rates && (
          <p class="note">
            <Icon name="info" size={14} />
            <span>{t('pricing.shops_wait')}</span>
          </p>
        )}
        {rates.isStale && <ConflictNote rates={rates} />}
        <RateFigures rates={rates} />
        <div class="matrix-with-list">
          <div class="flex min-w-0 flex-col gap-3">
            <RuleBox rates={rates} readOnly={readOnly} />
            {carriers.length > 1 && (
              <Segmented
                label={t('pricing.carrier')}
                value={carrier}
                options={carriers.map((value) => ({ value, label: t(`words.carrier.${value}`) }))}
                onValue={show}
              />
            )}
            {phone ? (
              <BandList rates={rates} shape={shape} readOnly={readOnly} onCells={setCells} />
            ) : (
              <RatesGrid
                key={`${gridName(shape)} ${rates.basedOn}`}
                policy={policy}
                carrier={carrier}
                rates={rates}
                values={values}
                readOnly={readOnly}
                onValues={(next) => setCells(withGrid(draft.cells, shape, next, gross))}
                onSave={() => !blocked && save()}
              />
            )}
            {draft.overrides.length > 0 || overriding ? (
              <OverrideTable rates={rates} shops={shops} readOnly={readOnly} onChange={change} />
            ) : (
              !readOnly && (
                <Button class="self-start" icon="plus" onClick={() => setOverriding(true)}>
                  {t('pricing.overrides')}
                </Button>
              )
            )}
          </div>
          <aside class="flex flex-col gap-4">
            <ProblemList rates={rates} readOnly={readOnly} onShow={show} onCells={setCells} />
            {!readOnly && !filling && (
              <Button class="self-start" onClick={() => setFilling(true)}>
                {t('pricing.fill')} · {t('pricing.default')}
              </Button>
            )}
            {!readOnly && filling && (
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
      {asking === 'save' && <SaveDialog {...dialog} rates={rates} shops={shops.data ?? []} />}
      {asking === 'pass_on' && <PassOnDialog {...dialog} />}
    </>
  )
}

/** Why saving is disabled: no changes, too much for HQ, or incomplete entries. */
function whyNot({ draft, isDirty, problems, conflicts }: Rates): string | undefined {
  if (!isDirty) return t('pricing.no_changes')
  const kept =
    draft.cells.size +
    draft.others.length -
    conflicts.unpriced.length +
    draft.rules.length +
    draft.overrides.length
  if (kept === 0 && draft.defaultWon === undefined) return t('pricing.nothing_set')
  if (problems.length > 0) return t('pricing.fix_first', { count: problems.length })
  const isHalf = draft.overrides.some(({ amountWon }) => amountWon === undefined)
  return isHalf ? t('pricing.override_missing') : undefined
}
