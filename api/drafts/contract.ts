import * as z from 'zod'
import { ADDITION_KINDS, BAND_ROUNDINGS, CONTRACT_MONTHS, DRAFT_STEPS } from '#db/words.ts'
import { FIELDS_MAX } from '../forms/template-problems.ts'
import { PublishPolicy, TARGETS_MAX, Terms } from '../policies/contract.ts'
import {
  ADDITIONS_MAX,
  AdditionInput,
  BANDS_MAX,
  CELLS_MAX,
  DeviceGroup,
  GROUPS_MAX,
  MatrixCell,
  MEMBERS_MAX,
  Months,
  PlanGroup,
} from '../policies/matrix-contract.ts'
import { OVERLAPS_MAX, Overlap } from '../policies/overlap-contract.ts'
import { Id, Instant, listOf, Memo, pageOf, SignedWon, setOf, Text, Won, Word } from '../shapes.ts'
import { isBroken } from '../text.ts'
import { DraftEntry } from './form-contract.ts'
import { DraftItem } from './list.ts'
import { anyRows } from './rows-contract.ts'

export { Approval, ApproveDraft, DeclineDraft, RequestApproval } from './approval-contract.ts'
export { DraftFilter, DraftItem } from './list.ts'
export { DraftSuccession } from './succession-contract.ts'

// A draft has the fields of a policy, each as far as it is typed. What is wrong in it is said when it is
// published; here only its shape, its size and the kind of its texts count.

/** A value, or the text that could not be read as one. */
const typed = <T extends z.ZodType>(value: T) => z.union([value, Text(60, 0)])
export const CELL_TEXT_MAX = 200
const count = z.int().min(0).max(1_000_000)
const { shape } = PublishPolicy
/** A cell that says its carrier: only what is published has defaults. */
const DraftCell = MatrixCell.extend({
  carrier: shape.carrier,
  /** Pasted text that is no amount stays in its cell. */
  amountWon: z.union([SignedWon, Text(CELL_TEXT_MAX, 0)]),
})
const members = setOf(Id, { max: MEMBERS_MAX })
/** Axes of the matrix, and keys of their values, as the editor names them. */
const ScreenNames = setOf(
  Word(80, (name) => !isBroken(name)),
  { max: 1000 },
)

export type TargetsStep = z.infer<typeof TargetsStep>
export const TargetsStep = z
  .strictObject({
    targets: setOf(Id, { max: TARGETS_MAX }),
    exclusions: setOf(Id, { max: TARGETS_MAX }),
  })
  .partial()

export type FormStep = z.infer<typeof FormStep>
export const FormStep = z
  .strictObject({ form: listOf(DraftEntry, { max: FIELDS_MAX }, ({ key }) => key, 'key') })
  .partial()

export type PricesStep = z.infer<typeof PricesStep>
export const PricesStep = z
  .strictObject({
    carrier: shape.carrier,
    joinType: shape.joinType,
    bandsWon: anyRows(typed(z.int().min(0).max(10_000_000)), BANDS_MAX),
    months: setOf(Months, { max: CONTRACT_MONTHS.length }),
    bandLabels: anyRows(
      z.strictObject({ bandWon: z.int().min(0).max(10_000_000), label: Text(30, 0) }),
      BANDS_MAX,
    ),
    planGroups: anyRows(PlanGroup.extend({ name: Text(60, 0), planIds: members }), GROUPS_MAX),
    deviceGroups: anyRows(
      DeviceGroup.extend({ name: Text(60, 0), deviceIds: members }),
      GROUPS_MAX,
    ),
    cells: anyRows(DraftCell, CELLS_MAX),
    closed: anyRows(DraftCell.omit({ amountWon: true }), CELLS_MAX),
    lowestWon: typed(SignedWon),
    /** Where the axes of the matrix stand in the editor. */
    layout: z.strictObject({
      rows: ScreenNames,
      columns: ScreenNames,
      faces: ScreenNames,
      shown: ScreenNames,
    }),
    additions: anyRows(
      AdditionInput.extend({
        name: Text(60, 0),
        kind: z.enum(ADDITION_KINDS),
        amountWon: typed(SignedWon),
        keepDays: typed(count),
      }),
      ADDITIONS_MAX,
    ),
    agencyOverrides: anyRows(z.strictObject({ agencyId: Id, amountWon: typed(Won) }), TARGETS_MAX),
  })
  .partial()

export type TermsStep = z.infer<typeof TermsStep>
export const TermsStep = z
  .strictObject({
    rounding: z.enum(BAND_ROUNDINGS),
    flatWon: typed(Won).nullable(),
    marginFloorWon: typed(SignedWon).nullable(),
    marginCeilingWon: typed(Won).nullable(),
    simAdjustmentWon: typed(Won).nullable(),
    terms: z.strictObject({
      contractMinMonths: typed(count),
      maintenanceDays: typed(count),
      clawbackMode: Terms.shape.clawbackMode.unwrap(),
      penaltyWon: typed(Won),
    }),
    validFrom: typed(Instant).nullable(),
    validTo: typed(Instant).nullable(),
  })
  .partial()

export type ActivationStep = z.infer<typeof ActivationStep>
export const ActivationStep = z
  .strictObject({
    title: Text(200, 0),
    description: Memo(2000, 0),
    kind: shape.kind.unwrap(),
    requiresReading: z.boolean(),
    /** The policy that ends at the start of this one; null or absent if it follows none. */
    succeeds: Id.nullable(),
    /** Policies that may take the same orders, accepted by name; an overlap that is not among them is refused. */
    alongside: setOf(Id, { max: OVERLAPS_MAX }),
  })
  .partial()

export const STEPS = {
  targets: TargetsStep,
  form: FormStep,
  prices: PricesStep,
  terms: TermsStep,
  activation: ActivationStep,
}
export type Steps = { [Step in keyof typeof STEPS]: z.infer<(typeof STEPS)[Step]> }

/**
 * Empty for a new policy; a copy has everything of the other one but its period; a draft that succeeds one is a
 * copy that proposes a start, at which the other one ends.
 */
export type BeginDraft = z.infer<typeof BeginDraft>
export const BeginDraft = z
  .strictObject({ copyOf: Id, nextVersionOf: Id, succeeds: Id })
  .partial()
  .refine((bases) => Object.values(bases).filter(Boolean).length <= 1, {
    path: ['nextVersionOf'],
    message: 'Copy a policy, succeed it or write its next version; one of them.',
  })

/** `currentStep` is where the draft is opened next; without it, it stays. */
const saveOf = <T extends z.ZodType>(payload: T) =>
  z.strictObject({
    /** The version of the draft that was on screen. */
    version: z.int().min(1),
    currentStep: z.int().min(1).max(DRAFT_STEPS.length).optional(),
    payload,
  })
export const SaveTargets = saveOf(TargetsStep)
export const SaveForm = saveOf(FormStep)
export const SavePrices = saveOf(PricesStep)
export const SaveTerms = saveOf(TermsStep)
export const SaveActivation = saveOf(ActivationStep)
export type SaveStep = { version: number; currentStep?: number | undefined; payload: object }

export type PreviewQuery = z.infer<typeof PreviewQuery>
/** The agency or the shop as which the draft is looked at. */
export const PreviewQuery = z.strictObject({ companyId: Id })

export type PublishDraft = z.infer<typeof PublishDraft>
export const PublishDraft = z.strictObject({
  version: z.int().min(1),
  /** Of a next version: the version of the policy with which the person compared it. */
  policyVersion: z.int().min(1).optional(),
})

const Who = z.object({ id: Id, name: z.string() })
const Change = z.object({ version: z.int(), at: Instant, by: Who })
/** When each step was last changed, and by whom. */
const Changes = z.object({
  targets: Change,
  form: Change,
  prices: Change,
  terms: Change,
  activation: Change,
})
export type DraftChanges = z.infer<typeof Changes>

export type Draft = z.infer<typeof Draft>
export const Draft = DraftItem.extend({
  steps: z.object(STEPS),
  changes: Changes,
})

/** What a save changed. Steps that others changed meanwhile have a newer version than the caller knows. */
export type SavedDraft = z.infer<typeof SavedDraft>
export const SavedDraft = z.object({ version: z.int(), updatedAt: Instant, changes: Changes })

export type DraftPage = z.infer<typeof DraftPage>
export const DraftPage = pageOf(DraftItem)

/** Policies that can take the same orders as the draft would; of a next version those that the policy does not have yet. */
export type Overlaps = z.infer<typeof Overlaps>
export const Overlaps = z.object({ items: z.array(Overlap) })
