import { useRef, useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { SHOP_CELLS_MAX } from '#api/policies/shop-cells.ts'
import { digits } from '../../../lib/format.ts'
import { t, withWords } from '../../../lib/i18n/t.ts'
import { serverNow } from '../../../lib/server-clock.ts'
import { may } from '../../../lib/session.ts'
import { dateTime } from '../../../lib/when.ts'
import { Button } from '../../../ui/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { later } from '../../../ui/later.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { toast } from '../../../ui/toasts.ts'
import { stopsAt } from '../../../ui/unread.ts'
import { useCompanies } from '../use-companies.ts'
import type { Props as CopyProps } from './CopyDialog.tsx'
import { Desk } from './Desk.tsx'
import type { Props as PassOnProps } from './PassOnDialog.tsx'
import { blocksSaving } from './problems.ts'
import { isPassingOn } from './rates.ts'
import type { Props as SaveProps } from './SaveDialog.tsx'
import type { Props as StaleProps } from './StaleNote.tsx'
import { type Rates, useRates } from './use-rates.ts'
import type { Props as VersionProps } from './VersionNote.tsx'

// Parts that load on first use, because they are rarely needed.
const SaveDialog = later<SaveProps>(() =>
  withWords(['changing'], import('./SaveDialog.tsx')).then((file) => file.SaveDialog),
)
const PassOnDialog = later<PassOnProps>(() =>
  withWords(['changing'], import('./PassOnDialog.tsx')).then((file) => file.PassOnDialog),
)
const CopyDialog = later<CopyProps>(() =>
  withWords(['changing', 'groups', 'succession'], import('./CopyDialog.tsx')).then(
    (file) => file.CopyDialog,
  ),
)
const StaleNote = later<StaleProps>(() =>
  withWords(['changing'], import('./StaleNote.tsx')).then((file) => file.StaleNote),
)

const VersionNote = later<VersionProps>(() =>
  withWords(['changing'], import('./VersionNote.tsx')).then((file) => file.VersionNote),
)

type Props = {
  policy: PolicyDetail
  agency: NonNullable<PolicyDetail['agency']>
  onSaved: (policy: PolicyDetail) => void
  onReload: () => void
}

/** One policy's prices for the shops: what they are, and saving them. */
export function PricingEditor({ policy, agency, onSaved, onReload }: Props) {
  const readOnly = !may('policy.price')
  const shops = useCompanies('retail')
  const rates = useRates(policy, agency)
  const [asking, setAsking] = useState<'save' | 'pass_on' | 'copy' | undefined>(undefined)
  const close = () => setAsking(undefined)
  const isLater = Date.parse(policy.validFrom) > serverNow()
  const startsAt = dateTime(policy.validFrom)
  const dialog = {
    policyId: policy.id,
    basedOn: rates.basedOn,
    onClose: close,
    onConflict: () => {
      close()
      onReload()
    },
    onSaved: (next: PolicyDetail) => {
      close()
      toast(t(isLater ? 'pricing.saved_later' : 'pricing.saved', { at: startsAt }))
      onSaved(next)
      if (next.agency) rates.wasSaved(next.agency)
    },
  }
  const place = useRef<HTMLDivElement>(null)
  /** Saving needs every field to be readable. */
  const save = () => !stopsAt(place.current) && setAsking('save')
  const passOnStops = (agency.marginFloorWon ?? 0) > 0 ? t('pricing.pass_on_floor') : undefined
  const isEmpty = agency.gross.length === 0 && agency.flatWon === null
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
          !readOnly &&
          !isEmpty && (
            <>
              {rates.isDirty && (
                <Button kind="ghost" onClick={rates.takeTheirs}>
                  {t('pricing.discard')}
                </Button>
              )}
              {(agency.rates || agency.before) && (
                <Button icon="copy" onClick={() => setAsking('copy')}>
                  {t(agency.rates ? 'pricing.copy' : 'pricing.copy_before')}
                </Button>
              )}
              {!agency.rates && (
                <Button disabledBecause={passOnStops} onClick={() => setAsking('pass_on')}>
                  {t('pricing.pass_on')}
                </Button>
              )}
              <Button kind="primary" disabledBecause={whyNot(rates)} onClick={save}>
                {t('pricing.save')}
              </Button>
            </>
          )
        }
      />
      <div ref={place} class="page-body flex flex-col gap-4">
        {readOnly && <Note text={t('pricing.read_only')} />}
        {!agency.rates && (
          <Note text={t(waitOf(policy), { title: policy.succeeds?.title ?? '', at: startsAt })} />
        )}
        {rates.isRestored && <Note text={t('pricing.restored')} />}
        {rates.isRepriced && (
          <VersionNote
            policyId={policy.id}
            from={rates.policyVersion}
            to={policy.currentVersion}
            matrix={rates.matrix}
            devices={policy.devices}
            onSeen={rates.sawVersion}
          />
        )}
        {rates.isStale && (
          <StaleNote rates={rates} shops={shops.data ?? []} devices={policy.devices} />
        )}
        {isEmpty ? (
          <Empty icon="table-2" boxed title={t('pricing.no_sheet')} />
        ) : (
          <Desk policy={policy} rates={rates} shops={shops} readOnly={readOnly} />
        )}
      </div>
      {asking === 'save' && (
        <SaveDialog
          {...dialog}
          rates={rates}
          shops={shops.data ?? []}
          devices={policy.devices}
          startsAt={isLater ? startsAt : undefined}
        />
      )}
      {asking === 'pass_on' && <PassOnDialog {...dialog} />}
      {asking === 'copy' && (
        <CopyDialog
          draft={rates.draft}
          shops={shops}
          earlier={
            agency.before && policy.succeeds
              ? { title: policy.succeeds.title, rates: agency.before, passOnStops }
              : undefined
          }
          onTake={(draft) => {
            // Passing all on is a decision of its own, which an empty draft cannot save.
            if (agency.before && isPassingOn(agency.before)) return setAsking('pass_on')
            rates.change(draft)
            toast(t('pricing.taken'))
            close()
          }}
          onCopy={(part) => {
            rates.change(part)
            toast(t('pricing.copied'))
            close()
          }}
          onClose={close}
        />
      )}
    </>
  )
}

/** What its shops have until it has decided; under a successor they lose what they have. */
function waitOf({ succeeds, validFrom }: PolicyDetail) {
  const isLater = Date.parse(validFrom) > serverNow()
  if (!succeeds) return isLater ? 'pricing.shops_wait_start' : 'pricing.shops_wait'
  return isLater ? 'pricing.shops_wait_until' : 'pricing.shops_wait_now'
}

const Note = ({ text }: { text: string }) => (
  <p class="note">
    <Icon name="info" size={14} />
    <span>{text}</span>
  </p>
)

/** Why saving is disabled: no changes, nothing set, or what the server would refuse. */
function whyNot({ draft, isDirty, isRepriced, problems, conflicts }: Rates): string | undefined {
  if (!isDirty) return t('pricing.no_changes')
  if (isRepriced) return t('pricing.see_version')
  const { entries, rules, overrides, ofShops, defaultWon } = draft
  const all = [entries, ...ofShops.map((shop) => shop.entries)].flat().length
  const idle = conflicts.unpriced.length + conflicts.shopUnpriced.length
  const kept = all - idle + rules.length + overrides.length
  if (kept === 0 && defaultWon === undefined) return t('pricing.nothing_set')
  const cells = ofShops.reduce((sum, shop) => sum + shop.entries.length, 0)
  if (cells > SHOP_CELLS_MAX)
    return t('pricing.too_many_cells', { count: digits(cells), most: digits(SHOP_CELLS_MAX) })
  const blocking = problems.filter(blocksSaving).length
  return blocking > 0 ? t('pricing.fix_first', { count: blocking }) : undefined
}
