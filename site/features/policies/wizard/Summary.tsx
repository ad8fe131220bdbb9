import type { PolicyDetail } from '#api/policies/contract.ts'
import type { DraftStep } from '#db/words.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Glyph } from '../../../ui/Glyph.tsx'
import { Section } from '../../../ui/Page.tsx'
import { type Draft, differencesOf, draftOf } from '../draft.ts'
import type { Problem } from '../publish.ts'
import { beginsLater, useReach } from './reach.ts'
import { resultsOf } from './results.ts'

const STEPS = ['targets', 'form', 'prices', 'terms'] as const

/** The four steps before, each with what it holds and the way back to it. */
export function Summary({
  draft,
  base,
  problems,
  onFix,
}: {
  draft: Draft
  base: PolicyDetail | undefined
  problems: readonly Problem[]
  onFix: (step: DraftStep) => void
}) {
  const results = resultsOf(draft, problems)
  const reach = useReach(draft)
  const changed = base && differencesOf(draftOf(base), draft)
  const rows: Record<(typeof STEPS)[number], string> = {
    targets: reach ? t('publishing.chosen', reach) : results.targets.result,
    form: results.form.result,
    prices:
      changed === undefined
        ? results.prices.result
        : `${results.prices.result} · ${t('publishing.changed_cells', { count: changed })}`,
    terms: [
      results.terms.result,
      t('wizard.days_n', { n: draft.terms.maintenanceDays }),
      base ? '' : periodOf(draft),
    ]
      .filter(Boolean)
      .join(' · '),
  }
  return (
    <Section title={t('wizard.summary')} line>
      <table class="calc mb-3 max-w-[720px]">
        <tbody>
          {STEPS.map((step) => (
            <tr key={step}>
              <th scope="row" class="text-left font-normal">
                {!results[step].done && (
                  <span class="s-stop mr-1 inline-flex align-middle">
                    <Glyph name="cross" size={13} />
                  </span>
                )}
                {t(`publishing.part_${step}`)}
              </th>
              <td class="n">
                {rows[step]}
                {wordsOf(problems, step).map((says) => (
                  <span key={says} class="help error s-stop block">
                    {says}
                  </span>
                ))}
              </td>
              <td class="num">
                <button type="button" class="link hit" onClick={() => onFix(step)}>
                  {t('wizard.fix')}
                  <span class="vh"> {t(`publishing.part_${step}`)}</span>
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {reach && (
        <p class="help n pb-3">
          {beginsLater(draft)
            ? t('wizard.told_later', reach)
            : t('wizard.told', { count: digits(reach.agencies + reach.shops) })}
        </p>
      )}
    </Section>
  )
}

/** What keeps a step from being done; each sentence once. */
const wordsOf = (problems: readonly Problem[], step: DraftStep): string[] => [
  ...new Set(problems.filter((one) => one.step === step).map(({ says }) => t(says))),
]

/** `지금부터 ~ 2026-12-31 24:00` */
function periodOf({ from, fromTime, to, toTime }: Draft): string {
  const begin = from ? `${from} ${fromTime}` : t('wizard.at_once')
  return to ? `${begin} ~ ${to} ${toTime}` : `${begin} ~`
}
