import type { DraftStep } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import type { Draft } from '../draft.ts'
import type { Problem } from '../publish.ts'

/** What each step holds, in a few words; a step without a problem is done. */
export function resultsOf(
  draft: Draft,
  problems: readonly Problem[],
): Record<DraftStep, { result: string; done: boolean }> {
  const cells = draft.entries.filter(({ content }) => typeof content === 'number').length
  const of = (step: DraftStep, result: string) => ({
    result,
    done: !problems.some((problem) => problem.step === step),
  })
  return {
    targets: of('targets', t('wizard.result_targets', { count: draft.targets.length })),
    form: of('form', t('terms.form_n', { count: draft.form.length })),
    prices: of('prices', t('wizard.result_prices', { count: cells })),
    terms: of('terms', t(`terms.clawback.${draft.terms.clawbackMode}`)),
    activation: of('activation', ''),
  }
}
