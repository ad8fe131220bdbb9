import { expect, test } from 'vitest'
import { admits, engineFaults, scriptFaults, withoutEngines } from './lock.ts'

test.each([
  ['>=22.12.0', true],
  ['>= 4', true],
  ['^22.12.0 || ^24.0.0 || >=26.0.0', true],
  ['20 || >=22', true],
  ['18 || 26', true],
  ['*', true],
  ['^26.10.0', true],
  ['^26.11.0', false],
  ['>=26.10.1', false],
  ['>=27', false],
  ['20 || 22', false],
  ['<21', false],
  ['>=14 <17', false],
  ['what nobody can read', false],
])('%s on Node 26.10.0: %s', (range, answer) => {
  expect(admits(range, '26.10.0')).toBe(answer)
})

test('only packages with an install script keep their Node requirement', () => {
  const engines = { node: '>=22' }
  const lock = { packages: { a: { engines }, b: { engines, hasInstallScript: true }, c: {} } }
  expect(withoutEngines(lock)).toEqual({
    trimmed: { packages: { a: {}, b: { engines, hasInstallScript: true }, c: {} } },
    removed: 1,
  })
})

test('every installed package runs on the bundled Node', () => {
  expect(engineFaults()).toEqual([])
})

test('every package with an install script is allowed by name, and no other name is', () => {
  const hasInstallScript = true
  const packages = {
    '': {},
    'node_modules/known': { hasInstallScript },
    'node_modules/a/node_modules/@new/one': { hasInstallScript },
    'node_modules/plain': {},
  }
  expect(scriptFaults({ packages }, { allowScripts: { known: true, plain: true } })).toEqual([
    expect.stringContaining('@new/one runs a script'),
    expect.stringContaining('allowScripts lists plain'),
  ])
  expect(scriptFaults()).toEqual([])
})
