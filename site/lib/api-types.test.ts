import { expect, expectTypeOf, test } from 'vitest'
import type { SecondStep, SignedIn } from '#api/auth/contract.ts'
import type { OrderDetail, OrderPage, PlaceOrder } from '#api/orders/contract.ts'
import { addressOf } from './address.ts'
import type { AnswerTo, BodyOf, QueryOf } from './api-types.ts'
import { visitor } from './visitor.ts'

// The compiler runs most of these tests (`npm run check`): lines that must not compile are marked, and a
// mark on a line that compiles is an error.

test('an address is the route with its parameters and its query filled in', () => {
  expect(addressOf('/orders/:id', { param: { id: 'a/b' } })).toBe('/orders/a%2Fb')
  expect(addressOf('/orders', { query: { status: 'shipped', q: '', after: undefined } })).toBe(
    '/orders?status=shipped',
  )
  expect(addressOf('/rebates/balance')).toBe('/rebates/balance')
})

test('an answer has the type of the contract', () => {
  expectTypeOf<AnswerTo<'get', '/orders/:id'>>().toEqualTypeOf<OrderDetail>()
  expectTypeOf<AnswerTo<'get', '/orders'>>().toEqualTypeOf<OrderPage>()
  expectTypeOf<AnswerTo<'post', '/auth/login'>>().toEqualTypeOf<SignedIn | SecondStep>()
  expectTypeOf<AnswerTo<'post', '/auth/logout'>>().toEqualTypeOf<undefined>()
  expectTypeOf<PlaceOrder>().toExtend<BodyOf<'post', '/orders'>>()
  expectTypeOf<QueryOf<'/orders'>['limit']>().toEqualTypeOf<string | number | undefined>()
})

test('calls that the routes do not know do not compile', () => {
  const read = (detail: AnswerTo<'get', '/orders/:id'>) => [
    // @ts-expect-error a field that the contract does not have
    detail.customersName,
  ]
  const ask = () => [
    // @ts-expect-error a path that is not there
    addressOf('/order'),
    // @ts-expect-error a command is no address
    addressOf('/orders/:id/approval', { param: { id: '' } }),
    // @ts-expect-error a part of the path is missing
    addressOf('/orders/:id'),
    // @ts-expect-error a question that the route does not take
    addressOf('/orders', { query: { state: 'shipped' } }),
    // @ts-expect-error an answer to it that does not exist
    addressOf('/orders', { query: { status: 'sent' } }),
    // @ts-expect-error the route takes no question at all
    addressOf('/rebates/balances', { query: { limit: 1 } }),
    // @ts-expect-error the question is incomplete
    addressOf('/track', { query: { order: 'A' } }),
  ]
  const command = () => [
    // @ts-expect-error a field of the body is misspelt
    visitor.post('/auth/login', { json: { user: 'a', password: 'b' } }),
    // @ts-expect-error the command has no body
    visitor.post('/auth/password-resets'),
    // @ts-expect-error an order is placed under a key
    visitor.post('/orders', { json: {} as PlaceOrder }),
    // @ts-expect-error a revocation is not stored under one
    visitor.post('/me/tokens/:id/revocation', { param: { id: '' }, idempotencyKey: 'a' }),
    // @ts-expect-error the settings are put, not posted
    visitor.post('/companies/settings', { json: {} }),
  ]
  expect([read, ask, command]).toHaveLength(3)
})
