import { useMemo, useRef, useState } from 'preact/hooks'
import { type Axes, nameOf } from '#api/policies/axes.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import type { CellCarrier } from '#db/words.ts'
import { t, withWords } from '../../../lib/i18n/t.ts'
import { usePhone } from '../../../lib/media.ts'
import { later } from '../../../ui/later.tsx'
import { MoneyInput } from '../../../ui/MoneyInput.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { marginText } from '../margin-words.ts'
import { FaceBar } from '../matrix/FaceBar.tsx'
import { cellLabel } from '../matrix/labels.ts'
import type { Companies } from '../use-companies.ts'
import type { Props as GridProps } from './DeskGrid.tsx'
import type { Props as PhoneProps } from './DeskPhone.tsx'
import { DeskProblems } from './DeskProblems.tsx'
import { namesIn } from './names-in.ts'
import { ownShopsIn } from './own-shops.ts'
import { type Problem, shopOf } from './problems.ts'
import { RuleBox } from './RuleBox.tsx'
import { RuleLine } from './RuleLine.tsx'
import { withRule } from './rates.ts'
import type { Props as ShopProps } from './ShopScope.tsx'
import { SummaryBox } from './SummaryBox.tsx'
import { useDesk } from './use-desk.ts'
import type { Rates } from './use-rates.ts'

// A screen shows one of the two.
const DeskGrid = later<GridProps>(
  () => import('./DeskGrid.tsx').then((file) => file.DeskGrid),
  () => <div class="min-h-screen" />,
)
const DeskPhone = later<PhoneProps>(
  () => withWords(['deciding'], import('./DeskPhone.tsx')).then((file) => file.DeskPhone),
  () => <div class="min-h-screen" />,
)
const ShopScope = later<ShopProps>(() => import('./ShopScope.tsx').then((file) => file.ShopScope))

type Props = {
  policy: PolicyDetail
  rates: Rates
  shops: Companies
  readOnly: boolean
}

/** HQ's sheet with what the shops get of it: whose prices, their rule, the cells, and what needs deciding. */
export function Desk({ policy, rates, shops, readOnly }: Props) {
  const isPhone = usePhone()
  const [scope, setScope] = useState<'all' | 'shop'>('all')
  const [shop, setShop] = useState<string | undefined>(undefined)
  const [carrier, setCarrier] = useState<CellCarrier>('all')
  const shopId = scope === 'shop' ? shop : undefined
  const retailId = shopId ?? null
  const table = useRef<HTMLTableElement>(null)
  const names = useMemo(() => namesIn(policy.devices), [policy])
  const desk = useDesk({
    ...{ rates, retailId, table },
    // Until a shop is chosen, the prices of every shop are shown and stay as they are.
    isReadOnly: readOnly || (scope === 'shop' && shopId === undefined),
  })
  const { editor, matrix } = desk
  const { face } = editor
  const { draft, gross, change } = rates
  const labelOf = (axes: Axes) => cellLabel(axes, matrix, names, face.face)
  const active = face.cells.axesAt(editor.selection.active)
  const look = (problem: Problem) => {
    const of = shopOf(problem)
    setScope(of === null ? 'all' : 'shop')
    if (of !== null) setShop(of)
    if ('axes' in problem && editor.reveal(problem.axes)) table.current?.focus()
  }
  const nextProblem = () => {
    const placed = rates.problems.filter((one) => 'axes' in one)
    const at = placed.findIndex(
      (one) => nameOf(one.axes) === nameOf(active) && shopOf(one) === retailId,
    )
    const next = placed[(at + 1) % Math.max(1, placed.length)]
    if (next) look(next)
  }
  const problems = (
    <DeskProblems
      rates={rates}
      shops={shops.data ?? []}
      readOnly={readOnly}
      nameOf={labelOf}
      onLook={look}
    />
  )
  const margin = marginText(gross, (side, won) => t(`pricing.margin.${side}`, won))
  const hasRule = scope === 'all' || shopId !== undefined
  return (
    <div class="matrix-with-list">
      <div class="desk">
        {isPhone && problems}
        <Segmented
          label={t('pricing.scope')}
          value={scope}
          options={[
            { value: 'all', label: t('pricing.scope.all') },
            { value: 'shop', label: t('pricing.scope.shop', { count: ownShopsIn(draft).size }) },
          ]}
          onValue={setScope}
        />
        {scope === 'shop' && (
          <ShopScope
            key={shopId}
            {...{ shops, draft, shopId, readOnly }}
            onShop={setShop}
            onChange={change}
          />
        )}
        {hasRule && (
          <fieldset class="contents" disabled={readOnly}>
            <RuleBox
              key={`${retailId} ${carrier}`}
              {...{ rules: draft.rules, carrier, retailId, sold: gross.sold }}
              onCarrier={setCarrier}
              onRule={(rule) =>
                change({ rules: withRule(draft.rules, { carrier, retailId }, rule) })
              }
            />
          </fieldset>
        )}
        <div class="flex flex-wrap gap-x-4 empty:hidden">
          {!isPhone && <RuleLine name={labelOf(active)} shown={desk.seenAt(active)} />}
          {margin && (
            <p class="rule-line n">
              <span class="subtle">{margin}</span>
            </p>
          )}
        </div>
        <FaceBar face={face} matrix={matrix} names={names} isQuiet />
        {isPhone ? (
          <DeskPhone desk={desk} matrix={matrix} names={names} />
        ) : (
          <DeskGrid {...{ desk, matrix, names, table }} onNextProblem={nextProblem} />
        )}
      </div>
      <aside class="slips flex flex-col gap-5">
        {!isPhone && problems}
        <SummaryBox summary={rates.summary} />
        {!readOnly && scope === 'all' && (
          <MoneyInput
            label={t('pricing.default')}
            optional
            help={t('pricing.default_help')}
            value={draft.defaultWon}
            onValue={(defaultWon) => change({ defaultWon })}
          />
        )}
      </aside>
    </div>
  )
}
