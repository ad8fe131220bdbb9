import { digits, ordersAndLines } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { hrefWith } from '../../lib/query.ts'
import { lookOf } from '../../lib/states.ts'
import { Figures } from '../../ui/Figures.tsx'
import { SHOWN, type Shown, type StateSum } from './summary.ts'

/** The sums by state, with their shares drawn above; each is a link to its lines. */
export function StateStrip({
  sums,
  onGo,
}: {
  sums: Record<Shown, StateSum> | undefined
  onGo: (state: Shown) => void
}) {
  const whole = sums ? SHOWN.reduce((total, state) => total + Math.max(0, sums[state].won), 0) : 0
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside are followed by Enter
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps its links on this page
    <div
      class="state-strip"
      onClick={(event) => {
        const at = event.target instanceof Element ? event.target.closest('a') : null
        const state = SHOWN.find((one) => at?.getAttribute('href')?.includes(`status=${one}`))
        if (!state || event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        onGo(state)
      }}
    >
      <div class="floor" aria-hidden="true">
        {whole > 0 &&
          SHOWN.map((state) => {
            const share = Math.max(0, sums?.[state].won ?? 0) / whole
            return (
              share > 0 && (
                <i
                  key={state}
                  class={`s-${lookOf('line', state).role}${state === 'eligible' ? ' hatch' : ''}`}
                  style={{ width: `${share * 100}%` }}
                />
              )
            )
          })}
      </div>
      <Figures
        label={t('settlements.figures')}
        items={SHOWN.map((state) => {
          const sum = sums?.[state]
          const { glyph, role } = lookOf('line', state)
          return {
            label: t(`settlements.figure.${state}`),
            value: sum?.won,
            glyph: { name: glyph, role },
            note:
              sum && sum.lines > 0
                ? t('settlements.figure_note', {
                    companies: digits(sum.companies),
                    count: ordersAndLines(sum),
                  })
                : t('settlements.figure_none'),
            ...(sum && sum.lines > 0 ? { href: hrefWith({ view: 'list', status: state }) } : {}),
          }
        })}
      />
    </div>
  )
}
