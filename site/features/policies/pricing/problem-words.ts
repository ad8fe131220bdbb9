import type { Outside } from '#api/policies/margin.ts'
import type { Carrier } from '#db/words.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import type { Problem } from './problems.ts'

/** What is wrong at a place, with HQ's amount before and now where HQ changed it. */
export function problemText(problem: Problem): string {
  switch (problem.kind) {
    case 'unread':
      return t('deciding.problem.unread', { text: problem.text })
    case 'low':
      return lowText(problem)
    case 'tie':
      return t('deciding.problem.tie')
    case 'shop_cell':
      return shopCellText(problem)
    case 'above':
      return aboveText(problem)
    case 'default_above': {
      const { grossWon, wasWon } = problem
      const said = t('deciding.problem.default_above', overWords(problem))
      return `${changeText(wasWon, grossWon)}${said}${leaveText(problem.leaveWon)}`
    }
    case 'undecided': {
      const { wasWon, grossWon } = problem
      const says = grossWon < 0 ? 'deciding.problem.undecided' : 'deciding.problem.undecided_floor'
      return `${changeText(wasWon, grossWon)}${t(says, { hq: digits(grossWon) })}`
    }
    case 'below_floor':
    case 'above_ceiling':
      return `${changeText(problem.wasWon, problem.grossWon)}${limitText(problem.kind, problem)}`
    case 'shop_limits':
      return `${limitText(problem.side, problem)} ${t('deciding.problem.shop_places', {
        count: digits(problem.combinations),
      })}`
    case 'override':
      return t(`deciding.problem.${problem.leaveWon > 0 ? 'override_leave' : 'override'}`, {
        own: digits(problem.ownWon),
        hq: digits(problem.grossWon + problem.leaveWon),
        count: digits(problem.combinations),
      })
    case 'unpriced':
      return t('deciding.problem.unpriced', { own: digits(problem.ownWon) })
  }
}

type Above = { ownWon: number; grossWon: number; leaveWon: number }

/** An own cell above HQ's amount, of every shop or of one. */
function aboveText(
  problem: Above & { wasWon?: number | null | undefined; place: { carrier: Carrier } },
): string {
  const { grossWon, wasWon, leaveWon, place } = problem
  const carrier = t(`words.carrier.${place.carrier}`)
  const said = t('deciding.problem.above', { ...overWords(problem), carrier })
  return `${changeText(wasWon, grossWon)}${said}${leaveText(leaveWon)}`
}

const overWords = ({ ownWon, grossWon }: Above) => ({
  ...{ own: digits(ownWon), hq: digits(grossWon), over: digits(ownWon - grossWon) },
})

/** What HQ allows above its own amount, after another sentence; nothing where it allows nothing. */
const leaveText = (leaveWon: number): string =>
  leaveWon > 0 ? ` ${t('deciding.problem.leave', { leave: digits(leaveWon) })}` : ''

const lowText = ({ ownWon, lowestWon }: { ownWon: number; lowestWon: number }): string =>
  t('deciding.problem.low', { own: digits(ownWon), lowest: digits(lowestWon) })

/** The same of a cell that one shop has for itself. */
function shopCellText(problem: Extract<Problem, { kind: 'shop_cell' }>): string {
  switch (problem.fault) {
    case 'low':
      return lowText(problem)
    case 'tie':
      return t('deciding.problem.tie')
    case 'unpriced':
      return t('deciding.problem.unpriced', { own: digits(problem.ownWon) })
    case 'above':
      return aboveText(problem)
    case 'below_floor':
    case 'above_ceiling':
      return `${changeText(problem.wasWon, problem.grossWon)}${limitText(problem.fault, {
        ...problem,
        from: 'cell',
      })}`
  }
}

type Limited = { ownWon: number; grossWon: number; limitWon: number } & {
  from: 'cell' | 'rule' | 'default' | 'passed_on' | 'override'
}

/** What sets the amount, the margin that it leaves, and the limit. */
const limitText = (side: Outside, { from, ownWon, grossWon, limitWon }: Limited): string =>
  t(`deciding.problem.${side}`, {
    source: t(`deciding.source.${from}`),
    own: digits(ownWon),
    margin: digits(grossWon - ownWon),
    limit: digits(limitWon),
  })

/** HQ's change since the rates were saved, as a sentence before the rest. */
function changeText(wasWon: number | null | undefined, grossWon: number): string {
  if (wasWon === undefined) return ''
  if (wasWon === null) return `${t('deciding.change.new', { hq: digits(grossWon) })} `
  const words = { was: digits(wasWon), hq: digits(grossWon) }
  return `${t(wasWon > grossWon ? 'deciding.change.lowered' : 'deciding.change.raised', words)} `
}
