import { ApiProblem } from './problem.ts'

/** Whether another person changed the record first, so that it has to be reloaded. */
export const wasFirst = (failure: unknown): boolean =>
  failure instanceof ApiProblem &&
  (failure.code === 'version_conflict' || failure.code === 'invalid_transition')
