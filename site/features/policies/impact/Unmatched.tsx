import type { ImpactResult } from '#api/impact/contract.ts'
import type { Axes } from '#api/policies/axes.ts'
import { digits, won } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { placeWords } from '../place-words.ts'

type Combination = ImpactResult['unmatched'][number]

/** Combinations that the draft has no price for, the most frequent first, each with its two answers. */
export function Unmatched({
  result,
  isClosed,
  onMake,
  onClosePlace,
}: {
  result: ImpactResult
  /** Whether the draft by now takes no orders there. */
  isClosed: (place: Axes) => boolean
  onMake: (place: Axes) => void
  onClosePlace: (place: Axes) => void
}) {
  const { unmatched, unmatchedCombinations, totals } = result
  const more = unmatchedCombinations - unmatched.length
  return (
    <section aria-label={t('impact.unmatched_title')}>
      <header class="section-head">
        <h3>{t('impact.unmatched_title')}</h3>
        <span class="s-wait n text-t12">
          {t('impact.count_n', { count: digits(totals.unmatched) })}
        </span>
        <span class="subtle n ml-auto text-t12">{won(totals.unmatchedWon)}</span>
      </header>
      {unmatched.length === 0 && <p class="muted pb-3">{t('impact.unmatched_none')}</p>}
      <ul class="impact-missing">
        {unmatched.map((one) => (
          <Missing
            key={`${one.reason} ${JSON.stringify(one.place)} ${one.planFeeWon}`}
            {...{ one, isClosed, onMake, onClosePlace }}
          />
        ))}
      </ul>
      {more > 0 && <p class="subtle pt-2">{t('impact.unmatched_more', { count: more })}</p>}
      {totals.closed > 0 && (
        <p class="subtle n pt-2 text-t12">
          {t('impact.closed_note', { count: digits(totals.closed) })}
        </p>
      )}
    </section>
  )
}

function Missing({
  one,
  isClosed,
  onMake,
  onClosePlace,
}: { one: Combination } & Omit<Parameters<typeof Unmatched>[0], 'result'>) {
  const { place, deviceName, reason, planFeeWon, orders, beforeWon, sample } = one
  const devices = place.deviceId ? [{ id: place.deviceId, name: deviceName ?? '' }] : []
  const words = placeWords(place, devices)
  const why = t(`impact.reason.${reason}`, { fee: digits(planFeeWon ?? 0) })
  // Only where a cell is missing does a cell, or its refusal, answer the question.
  const isCell = reason === 'cell'
  return (
    <li>
      <p class="flex justify-between gap-3">
        <span class="med">{words}</span>
        <b class="n whitespace-nowrap">{t('impact.count_n', { count: digits(orders) })}</b>
      </p>
      <p class="subtle flex flex-wrap justify-between gap-x-3 text-t12">
        <span>{why}</span>
        <span class="n">
          <a class="link" href={`/orders?q=${encodeURIComponent(sample)}`}>
            {t('impact.sample', { number: sample })}
          </a>{' '}
          · {t('impact.paid', { amount: won(beforeWon) })}
        </span>
      </p>
      {isCell && isClosed(place) ? (
        <p class="muted pt-1 text-t12" role="status">
          {t('impact.closed_place')}
        </p>
      ) : (
        <p class="flex gap-2 pt-1">
          <Button size="sm" onClick={() => onMake(place)}>
            {t('impact.make_cell')}
            <span class="vh"> {words}</span>
          </Button>
          {isCell && (
            <Button size="sm" kind="ghost" onClick={() => onClosePlace(place)}>
              {t('impact.close_place')}
              <span class="vh"> {words}</span>
            </Button>
          )}
        </p>
      )}
    </li>
  )
}
