import { isDemo, operatorIn, originIn } from '../lib/operator.ts'

/** The operator's settings, read from the environment once: the built pages are static files. */
export const origin = originIn(process.env)
export const operator = operatorIn(process.env)
export const demo = isDemo(process.env)
