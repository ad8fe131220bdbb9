import { useEffect, useMemo, useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { CellCarrier } from '#db/words.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { usePhone } from '../../lib/media.ts'
import { may } from '../../lib/session.ts'
import { dateTime } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { Figures } from '../../ui/Figures.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { toast } from '../../ui/toasts.ts'
import { useCompanies } from '../policies/use-companies.ts'
import { BandList } from './BandList.tsx'
import { FillBox } from './FillBox.tsx'
import { OverrideTable } from './OverrideTable.tsx'
import { ProblemList } from './ProblemList.tsx'
import { RatesGrid } from './RatesGrid.tsx'
import {
  carriersOf,
  changesOf,
  type Draft,
  draftOf,
  filled,
  gridOf,
  indexed,
  problemsOf,
  summaryOf,
  withGrid,
} from './rates.ts'
import { SaveDialog } from './SaveDialog.tsx'

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
  const gross = useMemo(() => indexed(agency.gross), [agency])
  const latest = useMemo(() => draftOf(agency), [agency])
  /** The prices that were edited, and their number: what arrives meanwhile does not move them. */
  const [base, setBase] = useState({ number: agency.rates?.number ?? 0, saved: latest })
  const [draft, setDraft] = useState<Draft>(latest)
  const [chosen, setChosen] = useState<CellCarrier | undefined>(undefined)
  const [asking, setAsking] = useState(false)
  const carriers = carriersOf(gross)
  const carrier = carriers.find((one) => one === chosen) ?? carriers[0] ?? 'all'
  const shape = { carrier, bandsWon: policy.bandsWon, months: policy.months }
  const values = useMemo(
    () => gridOf(draft.cells, { carrier, bandsWon: policy.bandsWon, months: policy.months }),
    [draft.cells, carrier, policy],
  )
  const problems = problemsOf(draft, gross, base.saved)
  const changes = changesOf(draft, base.saved)
  const summary = summaryOf(draft, gross)
  const number = agency.rates?.number ?? 0
  const isStale = number !== base.number && changes.length > 0
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const begin = (next: Draft) => {
    setBase({ number, saved: latest })
    setDraft(next)
  }
  // Without edits of one's own the newest prices are simply shown.
  useEffect(() => {
    if (number !== base.number && changes.length === 0) begin(latest)
  }, [number])
  useLeaveGuard(changes.length > 0)

  const noAmount = draft.overrides.some(({ amountWon }) => amountWon === undefined)
  const blocked =
    changes.length === 0
      ? t('pricing.no_changes')
      : problems.length > 0
        ? t('pricing.fix_first', { count: problems.length })
        : noAmount
          ? t('pricing.override_missing')
          : undefined
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
                <Button kind="ghost" onClick={() => begin(latest)}>
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
        {isStale && (
          <div class="note items-center" role="alert">
            <Icon name="info" size={14} />
            <span class="flex-1">{t('pricing.conflict')}</span>
            <Button
              size="sm"
              onClick={() => {
                begin(latest)
                toast(t('pricing.loaded'))
              }}
            >
              {t('pricing.conflict_load')}
            </Button>
            <Button
              size="sm"
              onClick={() => {
                setBase({ number, saved: latest })
                toast(t('pricing.kept'))
              }}
            >
              {t('pricing.conflict_keep')}
            </Button>
          </div>
        )}
        <Figures
          label={t('pricing.title')}
          items={[
            {
              label: t('pricing.average'),
              value: summary.averageWon,
              note: t('pricing.average_note', { count: summary.priced }),
            },
            {
              label: t('pricing.unset'),
              value: summary.empty,
              unit: t('pricing.unit_cells'),
              note:
                draft.defaultWon === undefined
                  ? t('pricing.empty_passed')
                  : t('pricing.empty_default', { won: digits(draft.defaultWon) }),
            },
            {
              label: t('pricing.changed'),
              value: changes.length,
              unit: t('pricing.unit_cells'),
              note: changes.length > 0 ? t('pricing.unsaved') : t('pricing.no_changes'),
            },
          ]}
        />
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
                saved={base.saved}
                readOnly={readOnly}
                onCells={(cells) => change({ cells })}
              />
            ) : (
              <RatesGrid
                key={`${carrier} ${base.number}`}
                policy={policy}
                carrier={carrier}
                draft={draft}
                values={values}
                gross={gross}
                saved={base.saved}
                readOnly={readOnly}
                onValues={(next) => change({ cells: withGrid(draft.cells, shape, next, gross) })}
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
              problems={problems}
              readOnly={readOnly}
              onShow={setChosen}
              onCells={(cells) => change({ cells })}
            />
            {!readOnly && (
              <FillBox
                carrier={carrier}
                defaultWon={draft.defaultWon}
                onDefault={(defaultWon) => change({ defaultWon })}
                onFill={(own) => change({ cells: filled(draft.cells, carrier, gross, own) })}
                onClear={() => change({ cells: withGrid(draft.cells, shape, [], gross) })}
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
          basedOn={base.number}
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
            if (!next.agency) return
            const saved = draftOf(next.agency)
            setBase({ number: next.agency.rates?.number ?? 0, saved })
            setDraft(saved)
          }}
        />
      )}
    </>
  )
}

/** Amounts that are not saved are not lost to a slip of the hand. */
function useLeaveGuard(isDirty: boolean) {
  useEffect(() => {
    if (!isDirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isDirty])
}
