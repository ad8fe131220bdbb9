import { ApiProblem } from '../../lib/problem.ts'

/** Whether somebody else was first: the record is then loaded again. */
export const wasFirst = (failure: unknown): boolean =>
  failure instanceof ApiProblem &&
  (failure.code === 'version_conflict' || failure.code === 'invalid_transition')
