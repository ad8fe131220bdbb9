export type Plank = { x: number; y: number; width: number; height: number; kind: string }

const BOARD = { width: 196, height: 58, rail: 14 }
const COLUMNS = 12
const HEIGHT = 1600
/** Where the first board of each column begins: the stagger of a wooden floor. */
const OFFSETS = [11.5, 42.5, 15.5, 46.5, 19.5]

/** A 우물마루 floor: long rails with staggered boards between them. Decoration only. */
export function floorPlanks(): Plank[] {
  const planks: Plank[] = []
  for (let column = 0; column < COLUMNS; column++) {
    const x = -45.5 + column * (BOARD.width + BOARD.rail)
    planks.push({ x: x - BOARD.rail, y: -1, width: BOARD.rail, height: HEIGHT + 2, kind: 'rail' })
    const first = -(OFFSETS[column % OFFSETS.length] ?? 0)
    for (let row = 0; first + row * BOARD.height < HEIGHT; row++) {
      planks.push({
        x,
        y: first + row * BOARD.height,
        width: BOARD.width,
        height: BOARD.height,
        kind: kindOf(column, row),
      })
    }
  }
  return planks
}

/** A few boards are darker or dyed, spread so that no two of a kind meet. */
function kindOf(column: number, row: number): string {
  if ((row + column * 4) % 11 === 0) return 'b'
  if ((row + column * 8 + 5) % 13 === 5) return 'c'
  return 'a'
}
