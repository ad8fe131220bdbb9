import * as z from 'zod'
import { Id, Instant } from '../shapes.ts'

/** Overlaps that are looked for, named and accepted at once. */
export const OVERLAPS_MAX = 200

/** A policy that can take the same order as another one. */
export type Overlap = z.infer<typeof Overlap>
export const Overlap = z.object({
  id: Id,
  title: z.string(),
  validFrom: Instant,
  validTo: Instant.nullable(),
  /** How many agencies both reach. */
  agencies: z.int(),
})
