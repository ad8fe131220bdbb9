import * as z from 'zod'
import { BAND_ROUNDINGS } from '#db/words.ts'
import { Id, QueryInt } from '../shapes.ts'
import { Addition, Axes } from './matrix-contract.ts'

/** Cells that one answer lists; the counts are of all of them. */
export const LISTED_MAX = 2_000

export type DifferenceQuery = z.infer<typeof DifferenceQuery>
export const DifferenceQuery = z
  .strictObject({
    /** The number of the earlier version. */
    from: QueryInt(1, 1_000_000).optional(),
    /** The number of the later one; the current version if it is left out. */
    to: QueryInt(1, 1_000_000).optional(),
    /** In place of `from`: the last version of the policy that this one follows. Not for shops. */
    predecessor: z.literal('true').optional(),
  })
  .refine(({ from, predecessor }) => (from === undefined) !== (predecessor === undefined), {
    path: ['from'],
    message: 'Name the earlier version, or ask for the predecessor.',
  })

/** Won, `closed` where no orders are taken, or null where there is no cell. */
const Standing = z.union([z.int(), z.literal('closed'), z.null()])
const bothOf = <T extends z.ZodType>(value: T) =>
  z.object({ before: value, after: value }).nullable()
const Ids = z.object({ added: z.array(Id), removed: z.array(Id) })

/** What differs between two versions, as far as it is the viewer's own. Null: nothing differs there. */
export type Difference = z.infer<typeof Difference>
export const Difference = z.object({
  from: z.int(),
  to: z.int(),
  /** The policy whose version `from` is, if it is the one before. */
  predecessor: z.object({ id: Id, title: z.string() }).nullable(),
  /** Versions that this viewer may compare, the newest first. */
  versions: z.array(z.object({ number: z.int(), publishedAt: z.string() })),
  counts: z.object({ added: z.int(), removed: z.int(), changed: z.int() }),
  cells: z.array(z.object({ axes: Axes, before: Standing, after: Standing })),
  devices: z.array(z.object({ id: Id, name: z.string() })),
  additions: z.array(
    z.object({ name: z.string(), before: Addition.nullable(), after: Addition.nullable() }),
  ),
  rounding: bothOf(z.enum(BAND_ROUNDINGS)),
  bandsWon: bothOf(z.array(z.int())),
  months: bothOf(z.array(z.int())),
  simAdjustmentWon: bothOf(z.int()),
  /** Not for a shop: the limits of an agency's margin. */
  limits: z
    .object({
      marginFloorWon: bothOf(z.int().nullable()),
      marginCeilingWon: bothOf(z.int().nullable()),
    })
    .optional(),
  /** HQ alone: its flat amount, its amounts for single agencies, and whom the policy reached. */
  hq: z
    .object({
      flatWon: bothOf(z.int().nullable()),
      agencyOverrides: z.array(
        z.object({ agencyId: Id, before: z.int().nullable(), after: z.int().nullable() }),
      ),
      targets: Ids,
      exclusions: Ids,
    })
    .optional(),
})
