import type { ComponentChildren } from 'preact'
import { t } from '../lib/i18n/t.ts'
import { Icon } from './Icon.tsx'

export type Step = {
  name: string
  /** The result of a finished step: `협력사 6 · 판매점 312`. */
  result?: ComponentChildren
  done: boolean
  /** The address of a step that may be visited. */
  href?: string | undefined
}

/** The steps of a wizard with the result of each; on a phone a bar of parts and the step's title. */
export function Stepper({
  steps,
  current,
  onGo,
}: {
  steps: readonly Step[]
  /** From 0. */
  current: number
  onGo?: (step: number) => void
}) {
  return (
    <>
      <ol class="steps">
        {steps.map((step, index) => (
          <li
            key={step.name}
            class={step.done && index !== current ? 'done' : ''}
            aria-current={index === current ? 'step' : undefined}
          >
            <span class="step-no n">
              {step.done && index !== current ? <Icon name="check" size={12} /> : index + 1}
            </span>
            {step.href && index !== current ? (
              <a
                href={step.href}
                class="hover:underline"
                onClick={(event) => {
                  if (!onGo) return
                  event.preventDefault()
                  onGo(index)
                }}
              >
                {step.name}
              </a>
            ) : (
              step.name
            )}
            {step.result && <span class="subtle n text-t12 font-normal">{step.result}</span>}
          </li>
        ))}
      </ol>
      <div
        class="steps-phone"
        role="img"
        aria-label={t('ui.step_of', { n: current + 1, all: steps.length })}
      >
        {steps.map((step, index) => (
          <i key={step.name} class={index === current ? 'on' : step.done ? 'done' : ''} />
        ))}
      </div>
    </>
  )
}
