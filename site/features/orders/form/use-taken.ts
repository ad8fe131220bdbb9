import { useEffect, useRef, useState } from 'preact/hooks'
import { answerProblem } from '#api/forms/answer-problem.ts'
import { fieldOf } from '#api/forms/fields.ts'
import { normalAnswer } from '#api/forms/normal.ts'
import type { CheckIdentifier } from '#api/orders/contract.ts'
import { api } from '../../../lib/client.ts'
import { t } from '../../../lib/i18n/t.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import type { Answers } from './draft.ts'
import type { Problems } from './problems.ts'
import type { Submission } from './use-submit.ts'

type Checked = CheckIdentifier['field']
const CHECKED: readonly Checked[] = ['imei', 'imei2', 'eid', 'sim_serial']
const isChecked = (key: string): key is Checked => CHECKED.some((one) => one === key)

/** What was found of an answer, which it describes only while it stands unchanged. */
type Found = { value: string; says: string | undefined }

/**
 * Numbers of devices and SIMs that another live order has. They are checked when the field is left; if the
 * check fails, placing the order decides, and its refusal is shown at the field too.
 */
export function useTaken(answers: Answers, submission: Submission) {
  const [found, setFound] = useState<Readonly<Partial<Record<string, Found>>>>({})
  const asking = useRef(new Map<string, string>())
  const keep = (key: string, value: string, says: string | undefined) =>
    setFound((now) => ({ ...now, [key]: { value, says } }))

  useEffect(() => {
    if (submission.is !== 'failed' || !(submission.error instanceof ApiProblem)) return
    const { fields, facts } = submission.error
    const number = typeof facts.takenBy === 'string' ? facts.takenBy : undefined
    for (const { path, code } of fields) {
      const key = path.replace(/^form\./, '')
      if (code === 'taken') keep(key, normalOf(key, answers[key]), sayTaken(key, number))
    }
  }, [submission])

  const check = async (key: string) => {
    const value = normalOf(key, answers[key])
    const field = fieldOf(key)
    if (!isChecked(key) || !field || !value || answerProblem(field, value)) return
    if (found[key]?.value === value || asking.current.get(key) === value) return
    asking.current.set(key, value)
    try {
      const { taken, order } = await api.post('/orders/identifier-checks', {
        json: { field: key, value },
      })
      keep(key, value, taken ? sayTaken(key, order?.number) : undefined)
    } catch {
      // The check is a hint; placing the order decides.
      asking.current.delete(key)
    }
  }
  const problems: Record<string, string> = {}
  for (const [key, one] of Object.entries(found))
    if (one?.says && one.value === normalOf(key, answers[key])) problems[key] = one.says
  return { problems: problems as Problems, check: (key: string) => void check(key) }
}

function normalOf(key: string, answer: string | undefined): string {
  const field = fieldOf(key)
  return field ? normalAnswer(field, answer ?? '') : ''
}

const sayTaken = (key: string, number: string | undefined): string =>
  number
    ? t('answers.taken_own', { number })
    : t(key === 'sim_serial' ? 'answers.taken' : 'answers.taken_device')
