import { DrizzleQueryError } from 'drizzle-orm/errors'
import { describe, expect, test } from 'vitest'
import { AppError } from '../errors.ts'
import { jsonLog } from './log.ts'
import type { LogFields } from './platform.ts'

function open(level: 'info' | 'error' = 'info') {
  const lines: string[] = []
  const clock = { now: () => new Date('2026-11-21T00:00:00Z') }
  return { lines, log: jsonLog({ write: (l) => lines.push(l), clock, level, release: 'r1' }) }
}
const logged = (cause: unknown) => {
  const { lines, log } = open()
  log.error('failed', {}, cause)
  return lines[0] ?? ''
}
const person = '홍길동 010-1234-5678'

describe('the log', () => {
  test('one call is one line of JSON', () => {
    const { lines, log } = open()
    log.info('order.placed', { orderId: 'ord_1', rows: 2, cached: false, note: 'a\nb' })
    expect(lines).toEqual([
      '{"at":"2026-11-21T00:00:00.000Z","level":"info","event":"order.placed","release":"r1","orderId":"ord_1","rows":2,"cached":false,"note":"a\\nb"}',
    ])
    expect(lines[0]).not.toContain('\n')
  })

  test('at level error only errors are written', () => {
    const { lines, log } = open('error')
    log.info('quiet')
    log.error('loud')
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['loud'])
  })

  test('values that are no plain field are dropped, and so are fields named like a secret or a personal detail', () => {
    const { lines, log } = open()
    const careless = {
      order: { customerName: person },
      list: [person],
      fetch: () => person,
      nothing: undefined,
      password: person,
      Authorization: person,
      phone: person,
      body: person,
      orderId: 'ord_1',
    }
    // The compiler refuses this object; only a careless cast lets it through.
    log.info('order.placed', careless as unknown as LogFields)
    expect(lines[0]).not.toContain('홍길동')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ orderId: 'ord_1' })
  })

  test('a field cannot replace one of the line itself', () => {
    const { lines, log } = open()
    log.info('order.placed', { event: 'forged', level: 'error', at: 'never', release: 'x' })
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'order.placed', level: 'info' })
  })
})

describe('an error in the log', () => {
  test('comes with its name, code, message, frames and causes', () => {
    const error = new AppError('conflict', 'Taken.', { cause: new TypeError('deeper') })
    const { error: seen } = JSON.parse(logged(error))
    expect(seen).toMatchObject({
      name: 'AppError',
      code: 'conflict',
      message: 'Taken.',
      cause: { name: 'TypeError', message: 'deeper' },
    })
    expect(seen.stack[0]).toMatch(/^at .*log\.test\.ts/)
  })

  test('shows a failed query without its parameters, in the message and in the stack', () => {
    const sql = 'insert into "customers" values ($1)'
    const line = logged(new DrizzleQueryError(sql, [person], new Error('duplicate key')))
    expect(JSON.parse(line).error.message).toBe(`Failed query: ${sql}`)
    expect(line).toContain('duplicate key')
    expect(line).not.toContain('홍길동')
  })

  test('shows nothing of the text that could not be parsed', () => {
    try {
      JSON.parse(`{"name":"${person}"`)
    } catch (error) {
      expect(logged(error)).not.toContain('홍길동')
    }
    try {
      JSON.parse(person)
    } catch (error) {
      expect(logged(error)).not.toContain('홍길동')
    }
    expect.hasAssertions()
  })

  test('does not show the value or the row that the database refused', () => {
    const bad = Object.assign(new Error(`invalid input syntax for type bigint: "${person}"`), {
      code: '22P02',
      detail: `Key (phone)=(${person}) already exists.`,
    })
    expect(logged(bad)).not.toContain('홍길동')
    expect(JSON.parse(logged(bad)).error).toMatchObject({ code: '22P02' })
  })

  test('does not show the message that a database function raised', () => {
    const raised = Object.assign(new Error(`cannot take ${person}`), { code: 'P0001' })
    expect(logged(raised)).not.toContain('홍길동')
    expect(JSON.parse(logged(raised)).error).toMatchObject({ code: 'P0001' })
  })

  test('that is no Error is named by its type only', () => {
    expect(JSON.parse(logged(person)).error).toEqual({ name: 'string' })
  })

  test('with a cycle of causes ends', () => {
    const [one, two] = [new Error('one'), new Error('two')]
    one.cause = two
    two.cause = one
    expect(logged(one)).toContain('two')
  })
})
