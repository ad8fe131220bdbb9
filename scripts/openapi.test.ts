import { expect, test } from 'vitest'
import { faultsOf } from './openapi.ts'

const sound = {
  openapi: '3.1.1',
  paths: {
    '/orders/{id}': {
      get: {
        operationId: 'readOrder',
        summary: 'One order.',
        parameters: [{ name: 'id', in: 'path' }],
        responses: {
          200: { description: 'The order.', schema: { $ref: '#/components/schemas/A~1B' } },
        },
      },
    },
  },
  components: { schemas: { 'A/B': { type: 'object' } } },
}

test('a correct document has no faults', () => {
  expect(faultsOf(sound)).toEqual([])
})

test('every kind of fault is named with its place', () => {
  const get = {
    operationId: 'same',
    parameters: [{ name: 'other', in: 'path' }],
    responses: { 404: {}, 409: { $ref: '#/components/responses/Gone' } },
  }
  expect(
    faultsOf({
      openapi: '3.0.0',
      paths: { '/a/{id}': { get }, '/b': { put: { operationId: 'same' } } },
    }),
  ).toEqual([
    'openapi: must be 3.1.x',
    'GET /a/{id}: has no summary',
    'GET /a/{id}: {id} is not declared',
    'GET /a/{id}: other is not in the path',
    'GET /a/{id}: response 404 has no description',
    'GET /a/{id}: has no response but failures',
    'PUT /b: operationId same is also GET /a/{id}',
    'PUT /b: has no summary',
    'PUT /b: has no response',
    '#/components/responses/Gone: refers to nothing',
  ])
})
