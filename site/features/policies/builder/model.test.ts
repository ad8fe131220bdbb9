import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FormEntry } from '#api/forms/entry.ts'
import { DEFAULT_FORM, FIELDS } from '#api/forms/fields.ts'
import { templateProblems } from '#api/forms/template-problems.ts'
import { FORM_GROUPS } from '#db/words.ts'
import {
  add,
  built,
  change,
  groupOf,
  move,
  optionsFrom,
  ownEntry,
  ownKey,
  redo,
  remove,
  undo,
} from './model.ts'

const keys = ({ form }: { form: readonly FormEntry[] }) => form.map(({ key }) => key)

describe('building a form', () => {
  test('any number of steps is taken back and done again exactly', () => {
    const key = fc.constantFrom(...FIELDS.map((field) => field.key))
    const step = fc.oneof(
      fc.record({ does: fc.constant('add' as const), key, at: key }),
      fc.record({ does: fc.constant('remove' as const), key }),
      fc.record({ does: fc.constant('move' as const), key, by: fc.constantFrom(-1, 1) }),
      fc.record({ does: fc.constant('label' as const), key, label: fc.string() }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const first = built(DEFAULT_FORM)
        let now = first
        for (const one of steps) {
          if (one.does === 'add') now = add(now, { key: one.key, required: false }, one.at)
          if (one.does === 'remove') now = remove(now, one.key)
          if (one.does === 'move') now = move(now, one.key, one.by === 1 ? 1 : -1)
          if (one.does === 'label') now = change(now, one.key, { label: one.label })
          expect(new Set(keys(now)).size).toBe(now.form.length)
          const sections = now.form.map((entry) => FORM_GROUPS.indexOf(groupOf(entry)))
          expect(sections).toEqual(sections.toSorted((a, b) => a - b))
        }
        const { form } = now
        while (now.past.length > 0) now = undo(now)
        expect(now.form).toEqual(first.form)
        while (now.future.length > 0) now = redo(now)
        expect(now.form).toEqual(form)
      }),
    )
  })

  test('a field goes through its section and into the next, and back', () => {
    let now = built([
      { key: 'birth_date', required: true },
      { key: 'imei', required: false },
      { key: 'imei2', required: false },
    ])
    now = move(now, 'imei2', -1)
    expect(keys(now)).toEqual(['birth_date', 'imei2', 'imei'])
    now = move(now, 'imei2', -1)
    expect(keys(now)).toEqual(['birth_date', 'imei2', 'imei'])
    expect(now.form[1]).toMatchObject({ group: 'customer' })
    now = move(now, 'imei2', 1)
    expect(now.form[1]).toMatchObject({ key: 'imei2', group: 'device' })
    expect(move(now, 'birth_date', -1)).toBe(now)
  })

  test('typing on in one place is one step', () => {
    let now = built([{ key: 'memo', required: false }])
    for (const label of ['메', '메모', '메모장']) now = change(now, 'memo', { label })
    expect(undo(now).form).toEqual([{ key: 'memo', required: false }])
  })

  test('what conditions say about a removed field goes with it, and comes back with it', () => {
    const route = ownEntry('경로', 'radio', [], '매장')
    const tests = [
      { field: route.key, is: 'is', values: ['option_1'] },
      { field: 'join_type', is: 'is', values: ['mnp'] },
    ] as const
    const friend = {
      ...ownEntry('지인', 'text', [], ''),
      when: { match: 'all', effect: 'shown', tests },
    } as const
    const now = remove(built([route, friend]), route.key)
    expect(now.form[0]?.when?.tests).toEqual([tests[1]])
    expect(templateProblems(now.form)).toEqual([])
    expect(undo(now).form).toEqual([route, friend])
  })

  test('own names are made of the label, are unique and stand in a template without a fault', () => {
    const form: FormEntry[] = []
    for (const label of ['Sales route', '가입 경로', '가입 경로', 'Sales route', 'ß'.repeat(60)])
      form.push(ownEntry(label, 'radio', form, '매장'))
    expect(form.map(({ key }) => key)).toEqual([
      'x_sales_route',
      'x_radio',
      'x_radio_2',
      'x_sales_route_2',
      'x_radio_3',
    ])
    expect(templateProblems(form)).toEqual([])
    expect(ownKey('A', 'text', [])).toBe('x_a')
  })

  test('a pasted column is one option a line; those that stay keep their value', () => {
    const before = [{ value: 'option_1', label: '매장' }]
    expect(optionsFrom('지인\n매장\n\n지인\n온라인 ', before)).toEqual([
      { value: 'option_2', label: '지인' },
      { value: 'option_1', label: '매장' },
      { value: 'option_3', label: '온라인' },
    ])
  })
})
