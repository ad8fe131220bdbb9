const LOOPS = 20_000

/** Microseconds for one run of the work, after a warm-up. */
export async function each(work: () => Promise<unknown>, loops = LOOPS): Promise<number> {
  for (let i = 0; i < loops / 4; i++) await work()
  const startedAt = performance.now()
  for (let i = 0; i < loops; i++) await work()
  return ((performance.now() - startedAt) / loops) * 1000
}
