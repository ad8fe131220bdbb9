/** Scales of the charts: pure, so that tests cover their labels. */

const NICE = [1, 2, 2.5, 5, 10]

/** A zero-based axis up to at least `most`, with about `wanted` round steps. */
export function axisOf(most: number, wanted = 4): { top: number; ticks: number[] } {
  if (most <= 0) return { top: 1, ticks: [0] }
  const rough = most / wanted
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = (NICE.find((nice) => nice * power >= rough) ?? 10) * power
  const count = Math.ceil(most / step)
  return {
    top: step * count,
    ticks: Array.from({ length: count + 1 }, (_, i) => Math.round(step * i)),
  }
}

/** Points of a small line in a box, the highest at the top; a flat series runs through the middle. */
export function sparkPoints(values: readonly number[], width: number, height: number) {
  const low = Math.min(...values)
  const span = Math.max(...values) - low
  const dx = values.length > 1 ? width / (values.length - 1) : 0
  return values.map((value, i) => ({
    x: Math.round(i * dx * 10) / 10,
    y: Math.round((span === 0 ? height / 2 : height - ((value - low) / span) * height) * 10) / 10,
  }))
}
