import { useEffect, useState } from 'preact/hooks'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useKeyring } from '../../lib/keys.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { may } from '../../lib/session.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { emptyDraft } from './draft.ts'
import { keptDraft } from './kept-draft.ts'
import type { Stored } from './wizard/saver.ts'
import { WizardScreen } from './wizard/WizardScreen.tsx'

/**
 * A new policy; with `?draft=` one that was begun, with `?from=` the next version of a policy, with `?copy=`
 * a policy like another one, with `?follow=` one that takes its place.
 */
export function PolicyFormScreen() {
  const query = useQuery()
  // As it was opened: once a draft has begun, the address names the draft instead.
  const [{ draft: opened, from, copy, follow }] = useState(query)
  if (!may('policy.draft')) return <Refusal title={t('publishing.no_right')} />
  if (opened) return <OpenDraft id={opened} />
  const base = baseOf({ from, copy, follow })
  if (base) return <BeginFrom key={base.policyId} {...base} />
  return <NewDraft />
}

type Base = { policyId: string; way: 'nextVersionOf' | 'copyOf' | 'succeeds' }

function baseOf(query: { from?: string; copy?: string; follow?: string }): Base | undefined {
  if (query.from) return { policyId: query.from, way: 'nextVersionOf' }
  if (query.follow) return { policyId: query.follow, way: 'succeeds' }
  return query.copy ? { policyId: query.copy, way: 'copyOf' } : undefined
}

const NewDraft = () => {
  const [begun] = useState(keptDraft)
  return (
    <WizardScreen stored={undefined} begun={begun} base={undefined} onRebase={() => undefined} />
  )
}

/** Goes on with the own draft of a next version if there is one, else begins it. */
function BeginFrom(base: Base) {
  const [begun, setBegun] = useState<Stored | undefined>(undefined)
  const [error, setError] = useState<unknown>(undefined)
  const { keyOf } = useKeyring()
  const begin = async () => {
    setError(undefined)
    try {
      const draft = await startFrom(base, keyOf)
      setQuery({ draft: draft.id, from: undefined, copy: undefined, follow: undefined })
      setBegun(draft)
    } catch (failure) {
      setError(failure)
    }
  }
  useEffect(() => void begin(), [])
  if (begun) return <Ready stored={begun} />
  return <Waiting error={error} onRetry={() => void begin()} />
}

async function startFrom({ policyId, way }: Base, keyOf: (body: unknown) => string) {
  if (way === 'nextVersionOf') {
    const { items } = await api.get(
      addressOf('/policies/drafts', { query: { policyId, limit: 1 } }),
    )
    const [open] = items
    if (open) return api.get(addressOf('/policies/drafts/:id', { param: { id: open.id } }))
  }
  const json = { [way]: policyId }
  return api.post('/policies/drafts', { json, idempotencyKey: keyOf(json) })
}

function OpenDraft({ id }: { id: string }) {
  const draft = useAnswer(addressOf('/policies/drafts/:id', { param: { id } }), { still: true })
  if (draft.data) return <Ready key={id} stored={draft.data} />
  const { error } = draft
  if (error instanceof ApiProblem && error.code === 'gone')
    return (
      <Refusal title={t('wizard.published_by', { name: String(error.facts.by) })}>
        <ButtonLink size="sm" kind="primary" href={`/policies/view?id=${error.facts.policyId}`}>
          {t('wizard.open_policy')}
        </ButtonLink>
      </Refusal>
    )
  if (error instanceof ApiProblem && error.code === 'not_found')
    return <Refusal title={t('wizard.not_found')} />
  return <Waiting error={draft.state === 'failed' ? error : undefined} onRetry={draft.reload} />
}

/** A stored draft, with the policy in force when it is the next version of one. */
function Ready({ stored }: { stored: Stored }) {
  const { policyId } = stored
  const base = useAnswer(
    policyId !== null && addressOf('/policies/:id', { param: { id: policyId } }),
    {
      still: true,
    },
  )
  // The first answer: later ones are older than what is typed.
  const [first] = useState(stored)
  if (policyId && !base.data)
    return (
      <Waiting error={base.state === 'failed' ? base.error : undefined} onRetry={base.reload} />
    )
  return (
    <WizardScreen
      stored={first}
      begun={{ draft: emptyDraft(), restored: false }}
      base={base.data}
      onRebase={base.reload}
    />
  )
}

function Waiting({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <>
      <PageHead title={t('publishing.create_title')} />
      <div class="page-body">
        {error === undefined ? (
          <SkeletonLines lines={12} />
        ) : (
          <ErrorState what={t('states.policy.draft')} error={error} onRetry={onRetry} />
        )}
      </div>
    </>
  )
}

function Refusal({ title, children }: { title: string; children?: preact.ComponentChildren }) {
  return (
    <>
      <PageHead title={t('publishing.create_title')} />
      <Empty icon="scroll-text" title={title}>
        {children}
        <ButtonLink size="sm" href="/policies">
          {t('terms.to_list')}
        </ButtonLink>
      </Empty>
    </>
  )
}
