import * as z from 'zod'
import { kind, Memo, pageOf, said, Text, Won } from '../shapes.ts'
import { ServiceType } from './list.ts'

export { ServiceType, ServiceTypeFilter } from './list.ts'

export type ServiceTypePage = z.infer<typeof ServiceTypePage>
export const ServiceTypePage = pageOf(ServiceType)

const MINUTES_MAX = 1_440

/** The name that programs use: `brain`. */
const ServiceCode = kind(
  'word',
  z
    .string()
    .max(20)
    .regex(/^[a-z][a-z0-9_]*$/, 'is made of a to z, digits and _, and begins with a letter'),
)
const Abbreviation = kind(
  'text',
  Text(2).refine(
    (text) => /^\p{L}{1,2}$/u.test(text),
    said({ code: 'letters', message: 'is one or two letters' }),
  ),
)
const Color = kind(
  'word',
  z
    .string()
    .max(7)
    .regex(/^#[0-9a-f]{6}$/, 'is a colour, #1a1a1a'),
)

const values = {
  code: ServiceCode,
  name: Text(20),
  abbreviation: Abbreviation,
  description: Memo(500, 0).default(''),
  durationMinutes: z.int().min(1).max(MINUTES_MAX).default(60),
  priceWon: Won.default(0),
  color: Color.default('#8c8c8c'),
}

export type AddServiceType = z.infer<typeof AddServiceType>
export const AddServiceType = z.strictObject(values)

/** Replaces all values. Recorded sessions show the current name. */
export type EditServiceType = z.infer<typeof EditServiceType>
export const EditServiceType = z.strictObject({
  version: z.int().min(1),
  ...values,
  active: z.boolean(),
})
