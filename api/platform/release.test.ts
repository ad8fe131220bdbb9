import { expect, test } from 'vitest'
import { parseConfig } from './config.ts'
import { withRelease } from './release.ts'

const ID = '0b1c2d3e-1111-4222-8333-444455556666'
const releaseOf = (bindings: Record<string, unknown>) => parseConfig(withRelease(bindings)).release

test.each<[string, Record<string, unknown>, string]>([
  ['the tag of the version', { VERSION: { id: ID, tag: 'r42', timestamp: 'now' } }, 'r42'],
  ['its id without a tag', { VERSION: { id: ID, tag: '', timestamp: 'now' } }, ID],
  ['its id if RELEASE is empty', { VERSION: { id: ID }, RELEASE: '' }, ID],
  ['RELEASE if it is set', { VERSION: { id: ID, tag: 'r42' }, RELEASE: 'mine' }, 'mine'],
  ['dev without any of them', {}, 'dev'],
  ['dev if the binding has another form', { VERSION: 'text' }, 'dev'],
])('the release of a Worker is %s', (_, bindings, release) => {
  expect(releaseOf(bindings)).toBe(release)
})
