import { expect, test } from 'vitest'
import {
  EXPORT_STATUSES,
  LINE_STATUSES,
  ORDER_STATUSES,
  POLICY_STATUSES,
  USER_STATUSES,
} from '#db/words.ts'
import { t } from './i18n/t.ts'
import { type Entity, lookOf, statesOf } from './states.ts'
import { speakKorean } from './testing-words.ts'

const ENTITIES: readonly Entity[] = [
  'order',
  'line',
  'policy',
  'job',
  'user',
  'company',
  'invitation',
  'risk',
  'ack',
]

test('every state has a word, and no two states of an entity look alike', () => {
  speakKorean()
  for (const entity of ENTITIES) {
    const looks = statesOf(entity).map((state) => lookOf(entity, state))
    for (const { label } of looks) expect(t(label)).not.toBe('')
    const shown = looks.map(({ glyph, role, label }) => `${glyph} ${role} ${t(label)}`)
    expect(new Set(shown).size).toBe(shown.length)
  }
})

test('the dictionary knows every state that is stored', () => {
  expect(statesOf('order')).toEqual(expect.arrayContaining([...ORDER_STATUSES]))
  expect(statesOf('line')).toEqual(expect.arrayContaining([...LINE_STATUSES]))
  expect(statesOf('policy')).toEqual(expect.arrayContaining([...POLICY_STATUSES]))
  expect(statesOf('job')).toEqual(expect.arrayContaining([...EXPORT_STATUSES]))
  expect(statesOf('user')).toEqual(expect.arrayContaining([...USER_STATUSES]))
})
