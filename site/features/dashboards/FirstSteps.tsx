import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { FirstSteps as Steps } from '#api/dashboards/contract.ts'
import type { Tier } from '#db/words.ts'
import { addressOf } from '../../lib/address.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Glyph } from '../../ui/Glyph.tsx'

type Step = Steps['steps'][number]
/** Where a step is done by the reader; the others wait for somebody else. */
const HREFS: Partial<Record<Step['name'], string>> = {
  catalog: '/reference',
  policy: '/policies/new',
  agency: '/org?tab=invitations',
  order: '/rebates/allocate',
  shop: '/org?tab=invitations',
  prices: '/policies/pricing',
  supply: '/rebates/distribute',
  shops_order: '/orders',
  shop_order: '/orders/new',
}
/** Steps that may be done before their turn. */
const ANY_TIME: ReadonlySet<Step['name']> = new Set(['agency'])

/** Who is guided: those who can do the steps of their tier. */
const GUIDED = { hq: 'plan.write', agency: 'policy.price', retail: 'order.place' } as const
const isGuided = (tier: Tier): boolean => may(GUIDED[tier])

/** Hiding is a choice of this person on this device; the guide ends by itself with the first order. */
const HIDDEN = 'maru.guide.hidden'
const isHidden = (companyId: string) => localStorage.getItem(HIDDEN) === companyId

type Props = { first?: ComponentChildren; onLead?: (leads: boolean) => void }

/**
 * The way of a new company to its first order. What is done follows from the data, so two people see the
 * same, live. `first` are the ways to do the first step on the screen that shows the guide; `onLead` learns
 * whether the guide has the primary action of its screen.
 */
export function FirstSteps({ first, onLead }: Props) {
  const me = useMe()
  const [hidden, setHidden] = useState(() => (me ? isHidden(me.company.id) : false))
  const steps = useAnswer(me && isGuided(me.company.tier) && addressOf('/dashboard/first-steps'))
  const { data } = steps
  const leads = !hidden && (steps.state === 'loading' || (data !== undefined && isOwnNext(data)))
  useEffect(() => onLead?.(leads), [leads])
  if (!me || !data) return null
  const ways = first && <div class="guide-step-do">{first}</div>
  // A catalogue may be empty again after the first order.
  if (data.next === null) return ways ? <div class="guide">{ways}</div> : null
  const hide = (isOn: boolean) => {
    if (isOn) localStorage.setItem(HIDDEN, me.company.id)
    else localStorage.removeItem(HIDDEN)
    setHidden(isOn)
  }
  if (hidden)
    return (
      <div class="guide-shown">
        <Button kind="link" size="sm" onClick={() => hide(false)}>
          {t('guide.show')}
        </Button>
        {ways}
      </div>
    )
  return (
    <section class="guide" aria-labelledby="guide-title">
      <header>
        <h2 id="guide-title">{t(`guide.title.${me.company.tier}`)}</h2>
        <Button kind="ghost" size="sm" onClick={() => hide(true)}>
          {t('guide.hide')}
        </Button>
      </header>
      <p class="muted">{t('guide.text')}</p>
      <ol>
        {data.steps.map((step, nth) => (
          <StepItem
            key={step.name}
            step={step}
            nth={nth + 1}
            isNow={data.next === step.name}
            first={first}
          />
        ))}
      </ol>
    </section>
  )
}

/** Whether the next step is the reader's own. */
const isOwnNext = ({ next, steps }: Steps) =>
  steps.some((step) => step.name === next && canBegin(step))

type ItemProps = { step: Step; nth: number; isNow: boolean; first: ComponentChildren }

function StepItem({ step, nth, isNow, first }: ItemProps) {
  const { name, isDone, counts } = step
  const isOpen = (isNow || (!isDone && ANY_TIME.has(name))) && canBegin(step)
  return (
    <li
      class={isDone ? 'is-done' : isNow ? 'is-now' : ''}
      aria-current={isNow ? 'step' : undefined}
    >
      <span class="guide-step" aria-hidden="true">
        {isDone ? <Glyph name="check" size={18} /> : nth}
      </span>
      <div>
        <h3>{t(`guide.step.${name}`)}</h3>
        <p class="muted">{t(`guide.step.${name}_text`)}</p>
        {isOpen && (
          <Ways name={name} isNow={isNow} first={name === 'catalog' ? first : undefined} />
        )}
      </div>
      <span class="subtle n text-t12">
        {isDone ? t(`guide.step.${name}_done`, shown(counts)) : waitsFor(step, isNow)}
      </span>
    </li>
  )
}

/** The ways to do a step; none where somebody else does it. */
function Ways({ name, isNow, first }: Pick<Step, 'name'> & Pick<ItemProps, 'isNow' | 'first'>) {
  return (
    <div class="guide-step-do">
      {first ?? (
        <ButtonLink kind={isNow ? 'primary' : 'default'} href={HREFS[name]}>
          {t(`guide.step.${name}_do`)}
        </ButtonLink>
      )}
    </div>
  )
}

/** Whether the reader can do it: a price needs a policy, and some steps are somebody else's. */
const canBegin = ({ name, counts }: Step) =>
  HREFS[name] !== undefined && (name !== 'prices' || counts.policies !== 0)

function waitsFor(step: Step, isNow: boolean): string {
  const { name } = step
  if (isNow && canBegin(step)) return t('guide.now')
  return name === 'catalog' ? '' : t(`guide.step.${name}_wait`)
}

const shown = (counts: Step['counts']) =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, digits(count)]))
