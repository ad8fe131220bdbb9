import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { FirstSteps as Steps } from '#api/dashboards/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may, useMe } from '../../lib/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Glyph } from '../../ui/Glyph.tsx'

type Step = NonNullable<Steps['next']>
const STEPS: readonly Step[] = ['catalog', 'agency', 'policy', 'order']
const HREFS: Record<Step, string> = {
  catalog: '/reference',
  policy: '/policies/new',
  agency: '/org?tab=invitations',
  order: '/rebates/allocate',
}

/** Hiding is a choice of this person on this device; the guide ends by itself with the first order. */
const HIDDEN = 'maru.guide.hidden'
const isHidden = (companyId: string) => localStorage.getItem(HIDDEN) === companyId

/**
 * The way of a new headquarters to its first order. What is done follows from the data, so two admins see the
 * same, live. `first` are the ways to do the first step on the screen that shows the guide.
 */
export function FirstSteps({ first }: { first?: ComponentChildren }) {
  const me = useMe()
  const [hidden, setHidden] = useState(() => (me ? isHidden(me.company.id) : false))
  const isAsked = may('plan.write')
  const { data } = useAnswer(isAsked && addressOf('/dashboard/first-steps'))
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
        <h2 id="guide-title">{t('guide.title')}</h2>
        <Button kind="ghost" size="sm" onClick={() => hide(true)}>
          {t('guide.hide')}
        </Button>
      </header>
      <p class="muted">{t('guide.text')}</p>
      <ol>
        {STEPS.map((step, nth) => (
          <StepItem key={step} step={step} nth={nth + 1} steps={data} first={first} />
        ))}
      </ol>
    </section>
  )
}

/** Whether a step is done, from the data alone. */
const isDone = (step: Step, steps: Steps): boolean =>
  ({
    catalog: steps.plans > 0 && steps.devices > 0,
    policy: steps.policies > 0,
    agency: steps.agencies > 0,
    order: steps.hasOrders,
  })[step]

function StepItem({
  step,
  nth,
  steps,
  first,
}: {
  step: Step
  nth: number
  steps: Steps
  first: ComponentChildren
}) {
  const done = isDone(step, steps)
  const { plans, devices, policies, agencies, shops } = steps
  const isNow = steps.next === step
  // An invitation needs nothing, and a policy may be written while the agency signs up.
  const mayBefore = step === 'agency' || (step === 'policy' && steps.next === 'agency')
  const meta = done
    ? t(`guide.step.${step}_done`, { plans, devices, policies, agencies, shops })
    : isNow
      ? t('guide.now')
      : step === 'catalog'
        ? ''
        : t(`guide.step.${step}_wait`)
  return (
    <li class={done ? 'is-done' : isNow ? 'is-now' : ''} aria-current={isNow ? 'step' : undefined}>
      <span class="guide-step" aria-hidden="true">
        {done ? <Glyph name="check" size={18} /> : nth}
      </span>
      <div>
        <h3>{t(`guide.step.${step}`)}</h3>
        <p class="muted">{t(`guide.step.${step}_text`)}</p>
        {isNow && (
          <div class="guide-step-do">
            {step === 'catalog' && first ? (
              first
            ) : (
              <ButtonLink kind="primary" href={HREFS[step]}>
                {t(`guide.step.${step}_do`)}
              </ButtonLink>
            )}
          </div>
        )}
        {!isNow && !done && mayBefore && (
          <div class="guide-step-do">
            <ButtonLink href={HREFS[step]}>{t(`guide.step.${step}_do`)}</ButtonLink>
          </div>
        )}
      </div>
      <span class="subtle text-t12">{meta}</span>
    </li>
  )
}
