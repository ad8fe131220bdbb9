import type { NoticeItem, PublishNotice } from '#api/notices/contract.ts'
import { addDays, dateOf } from '../../lib/when.ts'

/** A notice being written. Days are of Seoul; empty ones mean from now on, and no end. */
export type NoticeDraft = {
  type: NoticeItem['type']
  title: string
  content: string
  tiers: 'both' | 'agency' | 'retail'
  agencyIds: readonly string[] | null
  from: string
  to: string
  isImportant: boolean
  requiresReading: boolean
  place: string
  policyId: string | null
}

export function draftOf(notice: NoticeItem | undefined, policyId: string | null): NoticeDraft {
  if (!notice)
    return {
      type: policyId ? 'policy' : 'general',
      title: '',
      content: '',
      tiers: 'both',
      agencyIds: null,
      from: '',
      to: '',
      isImportant: false,
      requiresReading: false,
      place: '0',
      policyId,
    }
  const [tier, other] = notice.tiers ?? []
  return {
    type: notice.type,
    title: notice.title,
    content: notice.content,
    tiers: tier && !other ? tier : 'both',
    agencyIds: notice.agencyIds ?? null,
    // A notice that has begun keeps its beginning.
    from: notice.state === 'scheduled' ? dateOf(notice.validFrom) : '',
    to: notice.validTo ? dateOf(Date.parse(notice.validTo) - 1) : '',
    isImportant: notice.isImportant,
    requiresReading: notice.requiresReading,
    place: String(notice.place),
    policyId: notice.policyId,
  }
}

type Faults = { [Name in 'title' | 'content' | 'agencyIds' | 'to']?: true }

/** The fields that keep it from being published. */
export const faultsOf = ({ title, content, agencyIds, from, to }: NoticeDraft): Faults => ({
  ...(title.trim() === '' && { title: true }),
  ...(content.trim() === '' && { content: true }),
  ...(agencyIds?.length === 0 && { agencyIds: true }),
  ...(from && to && to < from && { to: true }),
})

const startOf = (day: string) => new Date(`${day}T00:00:00+09:00`).toISOString()

export const bodyOf = (draft: NoticeDraft): PublishNotice => ({
  type: draft.type,
  title: draft.title.trim(),
  content: draft.content.trim(),
  tiers: draft.tiers === 'both' ? ['agency', 'retail'] : [draft.tiers],
  agencyIds: draft.agencyIds && [...draft.agencyIds],
  validFrom: draft.from ? startOf(draft.from) : null,
  validTo: draft.to ? startOf(addDays(draft.to, 1)) : null,
  isImportant: draft.isImportant,
  requiresReading: draft.requiresReading,
  place: Number(draft.place),
  policyId: draft.policyId,
})
