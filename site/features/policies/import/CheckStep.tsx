import type { Sheet } from '#api/sheets/sheet.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Section } from '../../../ui/Page.tsx'
import type { Matrix } from '../matrix/dimensions.ts'
import type { Names } from '../matrix/labels.ts'
import { CellList } from './CellList.tsx'
import type { Outcome, Status } from './outcome.ts'
import { roundedOtherwise } from './rounding.ts'

/** Every cell that would change, old beside new, and those of which nothing is taken. */
export function CheckStep({
  outcomes,
  sheets,
  matrix,
  names,
}: {
  outcomes: readonly Outcome[]
  /** Those of which cells are taken. */
  sheets: readonly Sheet[]
  matrix: Matrix
  names: Names
}) {
  const of = (status: Status) => outcomes.filter((outcome) => outcome.status === status)
  const parts = (['changed', 'new', 'refused'] as const).map((status) => ({
    status,
    found: of(status),
  }))
  const same = of('same').length
  const otherwise = roundedOtherwise(sheets, matrix.rounding)
  return (
    <div class="check-step">
      {otherwise !== undefined && (
        <p class="help warn">
          {t(`imports.sheet_rounds_${matrix.rounding === 'up' ? 'down' : 'up'}`, {
            label: otherwise.trim(),
          })}
        </p>
      )}
      {parts.every(({ found, status }) => status === 'refused' || found.length === 0) && (
        <p class="muted">{t('imports.same_file')}</p>
      )}
      {parts
        .filter(({ found }) => found.length > 0)
        .map(({ status, found }) => (
          <Section key={status} title={t(`imports.status.${status}`)} meta={digits(found.length)}>
            {status === 'refused' && (
              <p class="muted pb-2">{t('imports.left_out', { count: digits(found.length) })}</p>
            )}
            <CellList
              outcomes={found}
              matrix={matrix}
              names={names}
              caption={t(`imports.status.${status}`)}
            />
          </Section>
        ))}
      {same > 0 && (
        <p class="n muted text-t12">
          {t('imports.status.same')} {digits(same)}
        </p>
      )}
    </div>
  )
}
