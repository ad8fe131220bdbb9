import type { RouterRoute } from 'hono/types'
import type { Permission } from '../access/permissions.ts'
import type { ErrorCode } from '../errors.ts'
import { type Answer, type Note, noteOf } from './notes.ts'

/** A route with all notes of the middlewares in front of it. */
export type Described = {
  method: string
  /** In Hono's form: `/api/v2/orders/:id`. */
  path: string
  public: boolean
  signedIn: boolean
  permission?: Permission
  body?: Note['body']
  query?: Note['query']
  file?: Note['file']
  serial?: Note['serial']
  once: boolean
  answers: Answer[]
  problems: ErrorCode[]
}

/**
 * Reads the routes back from the router in the order of mounting. As at run time, a middleware's note
 * applies to the routes that come after it and lie under its path.
 */
export function describe(routes: RouterRoute[]): Described[] {
  const described = new Map<string, Described>()
  const over: RouterRoute[] = []
  for (const route of routes) {
    if (route.method === 'ALL') {
      over.push(route)
      continue
    }
    const { method, path } = route
    const name = `${method} ${path}`
    const known = described.get(name)
    const notes = [
      ...(known ? [] : over.filter((middleware) => lies(path, middleware.path))),
      route,
    ]
      .flatMap(({ handler }) => noteOf(handler) ?? [])
      .filter(({ ofBodies }) => !ofBodies || method !== 'GET')
    described.set(name, notes.reduce(add, known ?? bare(method, path)))
  }
  return [...described.values()]
}

const bare = (method: string, path: string): Described => ({
  method,
  path,
  public: false,
  signedIn: false,
  once: false,
  answers: [],
  problems: [],
})

function add(route: Described, note: Note): Described {
  const { answer, problems = [], ofBodies: _, ...said } = note
  return {
    ...route,
    ...said,
    answers: answer ? [...route.answers, answer] : route.answers,
    problems: [...new Set([...route.problems, ...problems])],
  }
}

/** Whether a path lies under a middleware's pattern: `*` and `/*` cover all, `/a/*` covers `/a` and below. */
function lies(path: string, pattern: string): boolean {
  if (!pattern.endsWith('*')) return path === pattern
  const base = pattern.slice(0, -1).replace(/\/$/, '')
  return path === base || path.startsWith(`${base}/`)
}
