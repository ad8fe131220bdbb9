import { useEffect, useRef, useState } from 'preact/hooks'
import type { Axes } from '#api/policies/axes.ts'
import { digits, signed } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Glyph } from '../../../ui/Glyph.tsx'
import type { Content } from './entry.ts'
import { type Fix, fixesOf, type Problem } from './problems.ts'
import { inheritedAt, type MatrixIndex } from './shown.ts'

type Props = {
  problems: readonly Problem[]
  index: MatrixIndex
  beforeAt: (axes: Axes) => Content | undefined
  labelOf: (axes: Axes) => string
  onLook: (problem: Problem) => void
  onFix: (problem: Problem, fix: Fix) => void
  onKeep: (problem: Problem) => void
}

/** So many at once: more would be a second table. */
const LISTED_MAX = 40

/** Problems in reading order, each with its cell and its fixes; a fix goes on to the next one. */
export function ProblemPanel(props: Props) {
  const { problems, onFix, onKeep } = props
  const list = useRef<HTMLUListElement>(null)
  const [next, setNext] = useState<string | undefined>(undefined)
  useEffect(() => {
    if (next === undefined) return
    const items = [...(list.current?.querySelectorAll<HTMLElement>('li') ?? [])]
    items
      .find((item) => item.dataset.key === next)
      ?.querySelector('button')
      ?.focus()
    setNext(undefined)
  }, [next, problems])
  /** Settles one and goes on to the next. */
  const settle = (at: number, how: () => void) => {
    how()
    setNext((problems[at + 1] ?? problems[at - 1])?.key)
  }
  return (
    <section class="slips" aria-label={t('editing.problems')}>
      <h3 class="strong flex items-center gap-2 pb-2">
        {t('editing.problems')}
        {problems.length > 0 && <span class="n text-stop">{digits(problems.length)}</span>}
      </h3>
      {problems.length === 0 && <p class="subtle">{t('editing.problems_none')}</p>}
      <ul ref={list} class="flex flex-col">
        {problems.slice(0, LISTED_MAX).map((problem, at) => (
          <li key={problem.key} data-key={problem.key} class="problem-item">
            <span class="s-stop mt-0.5">
              <Glyph name="cross" />
            </span>
            <Entry
              {...props}
              problem={problem}
              onFix={(_, fix) => settle(at, () => onFix(problem, fix))}
              onKeep={() => settle(at, () => onKeep(problem))}
            />
          </li>
        ))}
      </ul>
      {problems.length > LISTED_MAX && (
        <p class="subtle pt-2 text-t12">
          {t('editing.problems_more', { count: digits(problems.length - LISTED_MAX) })}
        </p>
      )}
    </section>
  )
}

function Entry({ problem, ...props }: Props & { problem: Problem }) {
  const { labelOf, beforeAt, index, onLook, onFix, onKeep } = props
  const cell = labelOf(problem.axes)
  const fixes = fixesOf(problem, index, beforeAt)
  return (
    <div class="min-w-0">
      <p class="med">
        <button
          type="button"
          class="link-quiet text-left"
          title={t('editing.look', { cell })}
          onClick={() => onLook(problem)}
        >
          {problem.kind === 'tie' ? t('editing.tie', { cell }) : cell}
        </button>
        {problem.kind === 'unread' && <span class="tag ml-1.5">{problem.text}</span>}
      </p>
      <p class="muted n text-t12">{textOf(problem, index, beforeAt)}</p>
      {problem.kind === 'tie' ? (
        <ul class="flex flex-col pt-1">
          {fixes.map((fix) => (
            <li key={labelOf(fix.from ?? problem.axes)} class="tie-cell">
              <span class="min-w-0 flex-1">{labelOf(fix.from ?? problem.axes)}</span>
              <span class="n">{fix.content === null ? '–' : digits(Number(fix.content))}</span>
              <FixButton
                fix={fix}
                cell={labelOf(fix.from ?? problem.axes)}
                onFix={() => onFix(problem, fix)}
              />
            </li>
          ))}
        </ul>
      ) : (
        <p class="mt-1.5 flex flex-wrap gap-1.5">
          {fixes.map((fix) => (
            <FixButton
              key={`${fix.says} ${fix.content}`}
              fix={fix}
              cell={cell}
              onFix={() => onFix(problem, fix)}
            />
          ))}
          {problem.kind === 'slip' && (
            <Button size="xs" kind="ghost" onClick={() => onKeep(problem)}>
              {t('editing.keep')}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

function FixButton({ fix, cell, onFix }: { fix: Fix; cell: string; onFix: () => void }) {
  const says = t(`editing.fix.${fix.says}`, {
    won: typeof fix.content === 'number' ? digits(fix.content) : '',
    by: fix.by === undefined ? '' : signed(fix.by),
  })
  return (
    <Button size="xs" aria-label={t('editing.fix_for', { cell, fix: says })} onClick={onFix}>
      {says}
    </Button>
  )
}

function textOf(problem: Problem, index: MatrixIndex, beforeAt: Props['beforeAt']): string {
  switch (problem.kind) {
    case 'tie':
      return t('editing.tie_text')
    case 'slip':
      return t('editing.slip', { won: digits(problem.won), below: digits(problem.belowWon) })
    case 'below_lowest':
      return t('editing.below_lowest', {
        won: digits(problem.won),
        lowest: digits(problem.lowestWon),
      })
    case 'unread': {
      const before = beforeAt(problem.axes)
      if (typeof before === 'number')
        return t(
          /^[▲▼▽↑↓]/.test(problem.text) ? 'editing.unread_change' : 'editing.unread_before',
          {
            won: digits(before),
          },
        )
      const without = inheritedAt(index, problem.axes)
      return without.kind === 'inherited' && without.content !== null
        ? t('editing.unread_inherits', { won: digits(without.content) })
        : t('editing.unread')
    }
  }
}
