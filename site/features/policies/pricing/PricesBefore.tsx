import type { PolicyDetail } from '#api/policies/contract.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { type Draft, draftOf, isPassingOn } from './rates.ts'

type Before = NonNullable<NonNullable<PolicyDetail['agency']>['before']>
export type Earlier = {
  title: string
  rates: Before
  /** Why all of HQ's amounts cannot be passed on, as they were then. */
  passOnStops: string | undefined
}

/** Why they cannot be taken. */
export const takeStops = ({ rates, passOnStops }: Earlier): string | undefined =>
  isPassingOn(rates) ? passOnStops : undefined

/** What the agency had under the policy before: taken with one press, in force only once it is saved. */
export function PricesBefore({
  earlier,
  onTake,
}: {
  earlier: Earlier
  onTake: (draft: Draft) => void
}) {
  const { title, rates } = earlier
  const passesOn = isPassingOn(rates)
  return (
    <section class="pb-4" aria-labelledby="prices-before">
      <h3 id="prices-before" class="strong">
        {t('succession.price_from', { title })}
      </h3>
      <p class="muted n">
        {passesOn
          ? t('succession.price_passed_on')
          : t('succession.price_counts', {
              cells: digits(rates.cells.length),
              rules: digits(rates.rules.length),
              shops: digits(rates.overrides.length),
              own: digits(rates.shopCells.reduce((sum, shop) => sum + shop.cells.length, 0)),
            })}
      </p>
      {!passesOn && <p class="help">{t('succession.price_note')}</p>}
      <Button
        kind="primary"
        class="mt-2 max-sm:w-full"
        disabledBecause={takeStops(earlier)}
        onClick={() => onTake(draftOf({ rates }))}
      >
        {t('succession.price_take')}
      </Button>
    </section>
  )
}
