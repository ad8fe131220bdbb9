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

describe('the fields that may be changed', () => {
  test.each([
    ['the headquarters its own', hqAdmin, HQ, ALL],
    ["the headquarters an agency's", hqAdmin, AGENCY, ALL],
    ["the headquarters a shop's", hqAdmin, SHOP, ALL],
    ['an agency its own', agencyAdmin, AGENCY, ['phone', 'address']],
    ["an agency its shop's", agencyAdmin, SHOP, ['name', 'phone', 'address']],
    ['a shop its own', shopAdmin, SHOP, ['phone', 'address']],
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
  ['its waiting agency', hqAdmin, AGENCY, 'pending', true, 'edit remove'],
  ['its shop', hqAdmin, SHOP, 'active', false, 'edit close invite'],
  ['an agency itself', agencyAdmin, AGENCY, 'active', true, 'edit_contact add_below invite'],
  ["an agency's shop", agencyAdmin, SHOP, 'active', true, 'edit invite'],
  ["an agency's closed shop", agencyAdmin, SHOP, 'closed', true, 'edit'],
  ["an agency's waiting shop", agencyAdmin, SHOP, 'pending', true, 'edit'],
  ['a shop itself', shopAdmin, SHOP, 'active', true, 'edit_contact invite'],
  ['staff of the headquarters', person('hq', 'staff', 'hq'), AGENCY, 'active', true, ''],
  ['staff of a shop', person('retail', 'staff', 'shop'), SHOP, 'active', true, ''],
]

describe('what may be done', () => {
  test.each(CASES)('with %s', (_, actor, company, state, isBare, expected) => {
    const seen = { ...company, state: state as 'active' }
    expect(companyActions(actor, seen, { isBare }).join(' ')).toBe(expected)
  })

  test('by a program is no more than its token was given', () => {
    const program = { ...hqAdmin, scopes: ['company.read', 'company.close'] }
    const seen = { ...AGENCY, state: 'active' as const }
    expect(companyActions(program, seen, { isBare: true })).toEqual(['close'])
  })
})
