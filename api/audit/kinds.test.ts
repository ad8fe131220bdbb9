import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AUDIT_KINDS } from '#db/words.ts'
import { ACTIONS, actionsOf, kindOf } from './kinds.ts'

const ROOT = join(import.meta.dirname, '../..')
const sources = globSync('{api,jobs}/**/*.ts', { cwd: ROOT }).filter(
  (file) => !/\.(test|fixture)\.ts$/.test(file),
)

/** Matches `action: 'order.place'`, and actions in a conditional expression or a table. */
const ACTION =
  /\baction(?:: |[ ,]*= )[^\n]*?'([a-z_]+\.[a-z_.]+)'(?:[^\n']*'([a-z_]+\.[a-z_.]+)')?/g
const said = sources.flatMap((file) => {
  const text = readFileSync(join(ROOT, file), 'utf8')
  return [...text.matchAll(ACTION)].flatMap(([, one, other]) => [one ?? '', other ?? one ?? ''])
})

test('every action that the code records has a kind', () => {
  expect(said.length).toBeGreaterThan(20)
  expect([...new Set(said)].filter((action) => !(ACTIONS as string[]).includes(action))).toEqual([])
})

describe('kinds', () => {
  test('cover every action exactly once', () => {
    const all = AUDIT_KINDS.flatMap(actionsOf)
    expect(all.toSorted()).toEqual(ACTIONS.toSorted())
    expect(new Set(all).size).toBe(all.length)
  })

  test.each([
    ['auth.login_failed', 'sign_in'],
    ['auth.logout', 'sign_in'],
    ['auth.password_changed', 'access'],
    ['auth.permission_denied', 'access'],
    ['auth.csrf_refused', 'access'],
    ['user.approve', 'access'],
    ['company.close', 'access'],
    ['company.update', 'setting'],
    ['settlement.pay', 'money'],
    ['rebate.allocate', 'money'],
    ['order.approve', 'trade'],
    ['policy.withdraw', 'trade'],
    ['a.name_of_old', 'trade'],
    ['order.reveal', 'reveal'],
    ['export.audit', 'reveal'],
    ['privacy.erase', 'reveal'],
  ])('%s is of kind %s', (action, kind) => {
    expect(kindOf(action)).toBe(kind)
  })
})
