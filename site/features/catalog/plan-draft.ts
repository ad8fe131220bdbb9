import type { AddPlan, Plan } from '#api/catalog/contract.ts'
import { endsBeforeStart, FEE_MIN_SURE_WON, otherCarrierIn } from '#api/catalog/rules.ts'
import type { Carrier } from '#db/words.ts'
import { won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'

/** A plan as it is typed. */
export type PlanDraft = {
  carrier: Carrier
  name: string
  category: string
  description: string
  feeWon: number | undefined
  validFrom: string
  validUntil: string
}

export const draftOf = (plan?: Plan): PlanDraft => ({
  carrier: plan?.carrier ?? 'skt',
  name: plan?.name ?? '',
  category: plan?.category ?? '',
  description: plan?.description ?? '',
  feeWon: plan?.monthlyFeeWon,
  validFrom: plan?.validFrom ?? '',
  validUntil: plan?.validUntil ?? '',
})

export type Terms = Pick<PlanDraft, 'feeWon' | 'validFrom' | 'validUntil'>
type Problems<T> = { [Field in keyof T]?: string | undefined }

export const namesProblems = ({ carrier, name }: PlanDraft): Problems<PlanDraft> => {
  if (!name.trim()) return { name: t('errors.field.required', { name: t('reference.name') }) }
  return otherCarrierIn(name, carrier) ? { name: t('reference.other_carrier') } : {}
}

export const termsProblems = ({ feeWon, ...days }: Terms): Problems<Terms> => ({
  ...(!feeWon && { feeWon: t('reference.fee_needed') }),
  ...(wrongDays(days) && { validUntil: t('reference.order_wrong') }),
})

export const wrongDays = (days: { validFrom: string; validUntil: string }): boolean =>
  endsBeforeStart({ validFrom: days.validFrom || null, validUntil: days.validUntil || null })

/** A fee that is probably in thousands of won; it may be sent all the same. */
export const feeHint = (feeWon: number | undefined): string | undefined =>
  feeWon !== undefined && feeWon > 0 && feeWon < FEE_MIN_SURE_WON
    ? t('reference.fee_unit', { won: won(feeWon) })
    : undefined

export const sentTerms = ({ feeWon = 0, validFrom, validUntil }: Terms) => ({
  monthlyFeeWon: feeWon,
  validFrom: validFrom || null,
  validUntil: validUntil || null,
})

/** What has no date. */
export const namesOf = ({ name, category, description }: PlanDraft) => ({
  name: name.trim(),
  category: category.trim() || null,
  description,
})

export const sentPlan = (draft: PlanDraft): AddPlan => ({
  carrier: draft.carrier,
  ...namesOf(draft),
  ...sentTerms(draft),
})
