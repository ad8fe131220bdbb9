import { describe, expect, test } from 'vitest'
import type { Role, Tier } from '#db/words.ts'
import { companyActions, editableFields } from './actions.ts'

const person = (tier: Tier, role: Role, companyId: string) => ({ tier, role, companyId })
const HQ = { id: 'hq', tier: 'hq' } as const
const AGENCY = { id: 'agency', tier: 'agency' } as const
const SHOP = { id: 'shop', tier: 'retail' } as const
const ALL = ['name', 'businessNumber', 'phone', 'address']

const hqAdmin = person('hq', 'admin', 'hq')
const agencyAdmin = person('agency', 'admin', 'agency')
const shopAdmin = person('retail', 'admin', 'shop')

describe('the editable fields', () => {
  test.each([
    ['a headquarters on itself', hqAdmin, HQ, ALL],
    ['a headquarters on an agency', hqAdmin, AGENCY, ALL],
    ['a headquarters on a shop', hqAdmin, SHOP, ALL],
    ['an agency on itself', agencyAdmin, AGENCY, ['phone', 'address']],
    ['an agency on its shop', agencyAdmin, SHOP, ['name', 'phone', 'address']],
    ['a shop on itself', shopAdmin, SHOP, ['phone', 'address']],
    ['staff of the headquarters', person('hq', 'staff', 'hq'), SHOP, []],
    ['staff of an agency', person('agency', 'staff', 'agency'), SHOP, []],
    ['staff of a shop', person('retail', 'staff', 'shop'), SHOP, []],
  ])('%s', (_, actor, company, fields) => {
    expect(editableFields(actor, company)).toEqual(fields)
  })
})

type Case = [string, typeof hqAdmin, { id: string; tier: Tier }, string, boolean, string]
const CASES: Case[] = [
  ['the headquarters itself', hqAdmin, HQ, 'active', true, 'edit add_below invite'],
  ['its agency', hqAdmin, AGENCY, 'active', false, 'edit close add_below invite'],
  ['its bare agency', hqAdmin, AGENCY, 'active', true, 'edit close remove add_below invite'],
  ['its closed agency', hqAdmin, AGENCY, 'closed', false, 'edit open'],
  ['its bare closed agency', hqAdmin, AGENCY, 'closed', true, 'edit open remove'],
  ['its pending agency', hqAdmin, AGENCY, 'pending', true, 'edit remove'],
  ['its shop', hqAdmin, SHOP, 'active', false, 'edit close invite'],
  ['an agency itself', agencyAdmin, AGENCY, 'active', true, 'edit_contact add_below invite'],
  ["an agency's shop", agencyAdmin, SHOP, 'active', true, 'edit invite'],
  ["an agency's closed shop", agencyAdmin, SHOP, 'closed', true, 'edit'],
  ["an agency's pending shop", agencyAdmin, SHOP, 'pending', true, 'edit'],
  ['a shop itself', shopAdmin, SHOP, 'active', true, 'edit_contact invite'],
  ['staff of the headquarters', person('hq', 'staff', 'hq'), AGENCY, 'active', true, ''],
  ['staff of a shop', person('retail', 'staff', 'shop'), SHOP, 'active', true, ''],
]

describe('the allowed actions', () => {
  test.each(CASES)('on %s', (_, actor, company, state, isBare, expected) => {
    const seen = { ...company, state: state as 'active' }
    expect(companyActions(actor, seen, { isBare }).join(' ')).toBe(expected)
  })

  test('of a program are limited by its token', () => {
    const program = { ...hqAdmin, scopes: ['company.read', 'company.close'] }
    const seen = { ...AGENCY, state: 'active' as const }
    expect(companyActions(program, seen, { isBare: true })).toEqual(['close'])
  })
})
