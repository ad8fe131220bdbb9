import { placeName } from '#api/policies/axes.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { Changes } from '#api/reach/contract.ts'
import { digits, won } from '../../lib/format.ts'
import type { Catalogue } from '../../lib/i18n/catalogue.ts'
import { hasWords, t } from '../../lib/i18n/t.ts'
import type { Resource } from '../../lib/resource.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { contractName } from '../policies/bands.ts'
import { placeWords } from '../policies/place-words.ts'

const SHOWN_MAX = 30

type Props = { policy: PolicyDetail; changes: Resource<Changes> }

/** What a version changes for the own company, against the one that it confirmed last. */
export function ChangesList({ policy, changes }: Props) {
  if (changes.state === 'loading') return null
  if (changes.state === 'failed')
    return (
      <ErrorState
        what={t('reach.changes', { n: policy.currentVersion })}
        error={changes.error}
        onRetry={changes.reload}
      />
    )
  const { since, amounts, terms, form } = changes.data
  if (since === null) return <p class="muted">{t('reach.changes_first')}</p>
  const isSame = amounts.length + terms.length + form.length === 0
  return (
    <div class="flex flex-col gap-3">
      <h2 class="text-t14 med">{t('reach.changes', { n: since })}</h2>
      {isSame && <p class="muted">{t('reach.changes_none')}</p>}
      {amounts.length > 0 && (
        <Amounts changes={changes.data} since={since} devices={policy.devices} />
      )}
      {terms.length > 0 && (
        <dl class="dl">
          {terms.map(({ key, before, after }) => (
            <div key={key} class="contents">
              <dt>{termName(key)}</dt>
              <dd class="n">
                {t('reach.change', {
                  before: termValue(key, before),
                  after: termValue(key, after),
                })}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {form.length > 0 && (
        <ul class="flex flex-wrap gap-1.5">
          {form.map(({ key, change }) => (
            <li key={key} class="tag">
              {t(`reach.form.${change}`)} · {fieldName(policy, key)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

type AmountsProps = { changes: Changes; since: number; devices: PolicyDetail['devices'] }

function Amounts({ changes, since, devices }: AmountsProps) {
  const { amounts, version } = changes
  const left = amounts.length - SHOWN_MAX
  return (
    <>
      <ScrollRegion class="scroller" label={t('reach.changes_amounts', { count: amounts.length })}>
        <table class="table">
          <caption class="vh">{t('reach.changes_amounts', { count: amounts.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('reach.col_cell')}</th>
              <th scope="col" class="num">
                {t('reach.col_before', { n: since })}
              </th>
              <th scope="col" class="num">
                {t('reach.col_after', { n: version })}
              </th>
              <th scope="col" class="num max-sm:hidden">
                {t('reach.col_difference')}
              </th>
            </tr>
          </thead>
          <tbody>
            {amounts.slice(0, SHOWN_MAX).map(({ before, after, ...at }) => (
              <tr key={placeName(at)}>
                <th scope="row" class="n !font-normal">
                  {placeWords(at, devices)}
                </th>
                <td class="num subtle">{before === null ? '–' : digits(before)}</td>
                <td class="num strong">{after === null ? '–' : digits(after)}</td>
                <td class="num max-sm:hidden">{differenceOf(before, after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {left > 0 && <p class="subtle text-t12">{t('reach.more_cells', { count: left })}</p>}
    </>
  )
}

function differenceOf(before: number | null, after: number | null) {
  if (before === null) return t('reach.new_cell')
  if (after === null) return <span class="neg">{t('reach.gone_cell')}</span>
  const by = after - before
  return by < 0 ? <span class="neg">−{digits(-by)}</span> : `+${digits(by)}`
}

const TERMS: Record<string, keyof Catalogue['terms']> = {
  contractMinMonths: 'min_months',
  maintenanceDays: 'keep_days',
  clawbackMode: 'clawback',
  penaltyWon: 'penalty',
  marginFloorWon: 'margin_floor',
  marginCeilingWon: 'margin_ceiling',
}
const termName = (key: string) => {
  const name = TERMS[key]
  return name ? t(`terms.${name}`) : key
}
function termValue(key: string, value: string | number | null): string {
  if (value === null) return '–'
  const mode = `terms.clawback.${value}`
  if (typeof value === 'string') return hasWords(mode) ? t(mode) : value
  if (key === 'contractMinMonths') return contractName(value)
  return key.endsWith('Won') ? won(value) : t('policies.days_n', { n: value })
}

function fieldName({ form }: PolicyDetail, key: string): string {
  const named = `fields.${key}`
  return form.find((field) => field.key === key)?.label ?? (hasWords(named) ? t(named) : key)
}
