import type { CompanyItem } from '#api/companies/contract.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { ShareRule } from '#api/policies/share-rules.ts'
import { useAction } from '../../../lib/action.ts'
import { api } from '../../../lib/client.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import { Confirm } from '../../../ui/Modal.tsx'
import { cellName } from './ProblemList.tsx'
import { generalRule } from './RuleBox.tsx'
import { type Change, commandOf, keyOf } from './rates.ts'
import type { Rates } from './use-rates.ts'

const SHOWN_MAX = 10

const ruleText = (rule: ShareRule | undefined) =>
  rule
    ? t(`pricing.rule_text.${rule.kind}`, {
        n: rule.kind === 'percent' ? rule.value : digits(rule.value),
      })
    : t('pricing.none')

export type Props = {
  policyId: string
  rates: Pick<Rates, 'draft' | 'conflicts' | 'basedOn' | 'changes' | 'rulesChanged' | 'saved'>
  shops: readonly CompanyItem[]
  onSaved: (policy: PolicyDetail) => void
  /** Another person saved in the meantime, so nothing was written. */
  onConflict: () => void
  onClose: () => void
}

/** What changes, from and to, before it takes effect. */
export function SaveDialog(props: Props) {
  const { policyId, rates, shops } = props
  const { draft, conflicts, basedOn, changes, rulesChanged } = rates
  const save = useAction(async () => {
    try {
      const command = commandOf(draft, conflicts, basedOn)
      props.onSaved(
        await api.put('/policies/:id/agency-rates', { param: { id: policyId }, json: command }),
      )
    } catch (failure) {
      if (failure instanceof ApiProblem && failure.code === 'version_conflict') props.onConflict()
      else throw failure
    }
  })
  const nameOf = ({ what }: Change) =>
    what === 'default'
      ? t('pricing.default_row')
      : 'cell' in what
        ? cellName(keyOf(what.cell))
        : (shops.find(({ id }) => id === what.retailId)?.name ?? '…')
  const amount = (won: number | undefined) => (won === undefined ? t('pricing.none') : digits(won))
  return (
    <Confirm
      title={t('pricing.confirm_title', { count: changes.length + rulesChanged })}
      text={t('pricing.confirm_text')}
      verb={t('pricing.save')}
      busy={save.busy}
      error={save.error}
      onConfirm={() => void save.run()}
      onClose={props.onClose}
    >
      <table class="calc">
        <caption class="vh">{t('pricing.diff')}</caption>
        <tbody>
          {rulesChanged > 0 && (
            <tr class="border-b border-line-faint">
              <td>{t('pricing.rule_row')}</td>
              <td class="num">
                {t('pricing.from_to', {
                  from: ruleText(generalRule(rates.saved.rules)),
                  to: ruleText(generalRule(draft.rules)),
                })}
              </td>
            </tr>
          )}
          {changes.slice(0, SHOWN_MAX).map((change) => (
            <tr key={nameOf(change)} class="border-b border-line-faint">
              <td class="n">{nameOf(change)}</td>
              <td class="num">
                {t('pricing.from_to', { from: amount(change.from), to: amount(change.to) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > SHOWN_MAX && (
        <p class="subtle text-t12">{t('pricing.more', { count: changes.length - SHOWN_MAX })}</p>
      )}
    </Confirm>
  )
}
