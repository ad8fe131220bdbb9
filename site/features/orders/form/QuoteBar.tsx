import type { ComponentChildren } from 'preact'
import type { Quote } from '#api/policies/contract.ts'
import { addressOf } from '../../../lib/address.ts'
import { digits, unitAfter } from '../../../lib/format.ts'
import { t, withWords } from '../../../lib/i18n/t.ts'
import { say } from '../../../lib/messages.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import { useAnswer } from '../../../lib/resource.ts'
import { Glyph } from '../../../ui/Glyph.tsx'
import { later } from '../../../ui/later.tsx'
import { bandName, contractName } from '../../policies/bands.ts'
import type { QuoteState } from './use-quote.ts'

// Loaded later: few orders meet a policy that nobody has read.
const UnreadPolicy = later<{ policyId: string }>(() =>
  withWords(['reach'], import('../../reach/UnreadPolicy.tsx')).then((file) => file.UnreadPolicy),
)

/** The reason why no order can be placed at this price, as a sentence; undefined if one can. */
export function refusal({ quote, error }: QuoteState): string | undefined {
  if (error !== undefined) return sayRefused(error)
  if (quote && !quote.affordable)
    return t('ordering.short_text', { won: digits(quote.holdWon - quote.availableWon) })
  return undefined
}

function sayRefused(error: unknown): string {
  if (!(error instanceof ApiProblem)) return say(error)
  if (error.code === 'not_found') return t('ordering.policy_gone')
  if (error.code === 'policy_unread') return say(error)
  if (error.code !== 'not_priced') return `${t('ordering.quote_failed')}. ${say(error)}`
  const { reason, carrier, bandWon, contractMonths } = error.facts
  if (reason === 'not_decided') return t('ordering.not_decided_text')
  if (reason === 'device') return t('ordering.device_first')
  const what = [
    carrier === 'skt' || carrier === 'kt' || carrier === 'lgu' ? t(`words.carrier.${carrier}`) : '',
    typeof bandWon === 'number' ? bandName(bandWon) : '',
    typeof contractMonths === 'number' ? contractName(contractMonths) : '',
  ]
  return t('ordering.not_priced', { what: what.filter(Boolean).join(' · ') })
}

/** The amount of the cell, what is added to it, and the SIM. */
function breakdown(quote: Quote): string {
  const addedWon = quote.additions.reduce((sum, { amountWon }) => sum + amountWon, 0)
  const sum = sumOf(quote)
  return addedWon === 0
    ? sum
    : `${sum} · ${t('ordering.breakdown_added', { won: digits(addedWon) })}`
}

function sumOf({ shopWon, simWon }: Quote): string {
  const shop = digits(shopWon)
  if (simWon === 0) return t('ordering.breakdown', { shop })
  const sign = simWon < 0 ? '−' : '+'
  return t('ordering.breakdown_sim', { shop, sign, sim: digits(Math.abs(simWon)) })
}

/** The headquarters takes orders only from shops that have read the policy. */
const isUnread = (error: unknown): error is ApiProblem & { facts: { policyId: string } } =>
  error instanceof ApiProblem &&
  error.code === 'policy_unread' &&
  typeof error.facts.policyId === 'string'

/** What the order earns, why, and the balance it leaves: always visible, with the button to go on. */
export function QuoteBar({
  quoted,
  children,
}: {
  quoted: QuoteState
  children: ComponentChildren
}) {
  const { quote, asking, error } = quoted
  const shown = error === undefined ? quote : undefined
  const reason = asking ? undefined : refusal(quoted)
  return (
    <section class="quote-bar" aria-label={t('ordering.mine')}>
      <div class="quote-sums" data-pending={asking || undefined} aria-busy={asking}>
        <div>
          <p class="label">{t('ordering.mine')}</p>
          <p class="quote-won n">
            {shown ? (
              <>
                {digits(shown.totalWon)}
                <small>{unitAfter()}</small>
              </>
            ) : (
              <span class="subtle">–</span>
            )}
          </p>
        </div>
        <Left quote={shown} />
        <p class="quote-why n">
          {shown ? breakdown(shown) : error === undefined && t('ordering.pick_first')}
        </p>
      </div>
      <p class="quote-refused help error s-stop" aria-live="polite">
        {reason && (
          <>
            <Glyph name="cross" size={13} />
            <span>{reason}</span>
          </>
        )}
      </p>
      {!asking && isUnread(error) && <UnreadPolicy policyId={error.facts.policyId} />}
      {children}
    </section>
  )
}

/** The balance after the order; before a price is known, the present balance. */
function Left({ quote }: { quote: Quote | undefined }) {
  const balance = useAnswer(addressOf('/rebates/balance'))
  if (!quote)
    return (
      <div class="quote-left">
        <p class="label">{t('ordering.now_left')}</p>
        <p class="n">{balance.data ? `${digits(balance.data.availableWon)}${unitAfter()}` : '–'}</p>
      </div>
    )
  return (
    <div class="quote-left">
      <p class="label">{t('ordering.after')}</p>
      {quote.affordable ? (
        <p class="n">
          {digits(quote.availableAfterWon)}
          {unitAfter()}
        </p>
      ) : (
        <p class="n neg">
          {t('ordering.short', { won: digits(quote.holdWon - quote.availableWon) })}
        </p>
      )}
    </div>
  )
}
