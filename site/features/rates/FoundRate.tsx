import { digits, signed, unitAfter } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { today } from '../../lib/server-clock.ts'
import { shortDate } from '../../lib/when.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Section } from '../../ui/Page.tsx'
import { bandName } from '../policies/bands.ts'
import { dutiesOf, type Found, type Question } from './found-rates.ts'
import { orderWith } from './order-with.ts'

type Props = {
  userId: string
  question: Question
  found: readonly Found[]
  without: readonly string[]
  /** Orders and other pages need a connection. */
  isConnected: boolean
  onWithout: (without: readonly string[]) => void
}

/** The highest rate, what it is made of, what has to be kept, and the other policies that pay. */
export function FoundRate(props: Props) {
  const { userId, question, found, without, isConnected, onWithout } = props
  const [best, ...others] = found
  return (
    <div class="flex flex-col gap-4">
      <div aria-live="polite">
        <p class="label">{t('rates.mine')}</p>
        <p class="rates-won n">
          {best ? (
            <>
              {digits(best.totalWon)}
              <small>{unitAfter()}</small>
            </>
          ) : (
            <span class="subtle">–</span>
          )}
        </p>
        {!best && <p class="muted">{t(question.plan ? 'rates.none' : 'rates.choose_plan')}</p>}
      </div>
      {best && (
        <>
          <Parts best={best} without={without} onWithout={onWithout} />
          <Duties found={best} />
          {isConnected ? (
            <div class="rates-order">
              <a
                class="btn primary lg w-full"
                href={`/orders/new?policy=${best.rates.policyId}&step=plan`}
                onClick={() => orderWith(userId, best, question)}
              >
                {t('rates.order')}
                <Icon name="arrow-right" size={16} />
              </a>
              <p class="subtle pt-2 text-center text-t12">{t('rates.asked_again')}</p>
            </div>
          ) : (
            <p class="subtle text-center text-t12">{t('rates.order_later')}</p>
          )}
        </>
      )}
      {others.length > 0 && (
        <Section line title={t('rates.others')}>
          <ul class="rates-rows">
            {others.map(({ rates, totalWon }) => (
              <li key={rates.policyId}>
                {isConnected ? (
                  <a class="link" href={`/policies/view?id=${rates.policyId}`}>
                    {rates.title}
                  </a>
                ) : (
                  <span>{rates.title}</span>
                )}
                <span class="n">{digits(totalWon)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  )
}

/** The parts of the amount, which add up to it. */
function Parts({
  best,
  without,
  onWithout,
}: { best: Found } & Pick<Props, 'without' | 'onWithout'>) {
  const { rates, cellWon, bandWon } = best
  const label =
    rates.bandLabels.find((band) => band.bandWon === bandWon)?.label ?? bandName(bandWon)
  return (
    <ul class="rates-rows">
      <li>
        <span>
          {rates.title} <span class="subtle n">v{rates.policyVersion}</span>{' '}
          {rates.validTo && (
            <span class="subtle n">
              {t('rates.until', { day: shortDate(Date.parse(rates.validTo) - 1) })}
            </span>
          )}
        </span>
        <span class="n">{digits(cellWon)}</span>
      </li>
      {rates.additions.map(({ name, amountWon }) => (
        <li key={name}>
          <Checkbox
            checked={!without.includes(name)}
            onValue={(isOn) =>
              onWithout(isOn ? without.filter((one) => one !== name) : [...without, name])
            }
          >
            <span>{name}</span>
          </Checkbox>
          <span class={without.includes(name) ? 'n subtle' : 'n'}>{signed(amountWon)}</span>
        </li>
      ))}
      <li class="subtle n">{t('rates.band', { band: label })}</li>
    </ul>
  )
}

/** What the customer has to keep, counted from an activation today. */
function Duties({ found }: { found: Found }) {
  const duties = dutiesOf(found, today())
  if (duties.length === 0) return null
  return (
    <Section
      line
      title={t('rates.duties')}
      actions={<span class="subtle text-t12">{t('rates.if_today')}</span>}
    >
      <ul class="rates-rows">
        {duties.map(({ what, name, days, until, lostWon }) => (
          <li key={`${what} ${name}`}>
            <span>
              <b>{what === 'line' ? t('rates.line') : name}</b>
              <span class="subtle n block text-t12">{t(`rates.keep_${what}`, { days })}</span>
            </span>
            <span class="text-right">
              <b class="n">{t('rates.until', { day: until })}</b>
              <span class="n neg block text-t12">{t('rates.lost', { won: digits(lostWon) })}</span>
            </span>
          </li>
        ))}
      </ul>
      <p class="subtle text-t12">{t('rates.lost_most')}</p>
    </Section>
  )
}
