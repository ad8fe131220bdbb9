import * as z from 'zod'
import { TARGETS_MAX } from '../policies/contract.ts'
import { Id, Instant, pageOf, setOf, Text } from '../shapes.ts'
import { GroupItem } from './list.ts'

export { GroupFilter, GroupItem } from './list.ts'

const Name = Text(100)

export type CreateGroup = z.infer<typeof CreateGroup>
export const CreateGroup = z.strictObject({
  name: Name,
  companyIds: setOf(Id, { max: TARGETS_MAX }).default([]),
})

export type RenameGroup = z.infer<typeof RenameGroup>
export const RenameGroup = z.strictObject({ version: z.int().min(1), name: Name })

/** Companies that join a group or leave it; those that are in, or out, already stay so. */
export type GroupMembers = z.infer<typeof GroupMembers>
export const GroupMembers = z.strictObject({ companyIds: setOf(Id, { min: 1, max: TARGETS_MAX }) })

export type Group = z.infer<typeof Group>
export const Group = GroupItem.extend({
  /** Every membership there was, the newest first; `toAt` is null while it lasts. */
  memberships: z.array(
    z.object({ companyId: Id, name: z.string(), fromAt: Instant, toAt: Instant.nullable() }),
  ),
})

export type GroupPage = z.infer<typeof GroupPage>
export const GroupPage = pageOf(GroupItem)
