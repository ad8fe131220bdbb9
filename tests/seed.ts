import fc from 'fast-check'

/** Any fixed number. */
const SEED = 20_261_129

// Random tests try the same values in every run, so that none fails by luck. To try others, give another
// number: `SEED=7 npm test`. A failure prints the number that it had.
fc.configureGlobal({ seed: Number(process.env.SEED ?? SEED) })
