import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import { addressOf } from '../../../lib/address.ts'
import { api } from '../../../lib/client.ts'
import { keyring } from '../../../lib/keys.ts'
import { setQuery } from '../../../lib/query.ts'
import type { Draft } from '../draft.ts'
import { keepDraft } from '../kept-draft.ts'
import { keepSteps, keptSteps } from './kept-steps.ts'
import { type Saver, type Server, type Stored, saverOf } from './saver.ts'
import { draftFrom, payloadsOf } from './step-payloads.ts'

export type Wizard = {
  draft: Draft
  change: (part: Partial<Draft>) => void
  saver: Saver
}

/**
 * A draft that saves itself: as it is typed, and at once when the connection is back. A new one begins on the
 * server with its first change.
 */
export function useWizard(
  stored: Stored | undefined,
  begun: { draft: Draft; restored: boolean },
): Wizard {
  const [, redraw] = useReducer((n: number, _: undefined) => n + 1, 0)
  const kept = useRef(stored && keptSteps(stored.id))
  const [draft, setDraft] = useState<Draft>(() => {
    if (kept.current) return draftFrom(kept.current.mine)
    if (stored) return draftFrom(stored.steps)
    return begun.draft
  })
  const latest = useRef(draft)
  const saver = useRef<Saver | undefined>(undefined)
  saver.current ??= saverOf({
    server: serverOf(),
    stored,
    steps: payloadsOf(draft),
    kept: kept.current,
    onChange: () => {
      keepOnDevice()
      redraw(undefined)
    },
    onSteps: (steps) => {
      latest.current = draftFrom(steps)
      setDraft(latest.current)
    },
  })
  const { current } = saver

  /** Until it is stored, the device has it as well. */
  function keepOnDevice() {
    const own = saver.current
    const id = own?.stored()?.id
    if (!own) return
    if (!id) return void keepDraft(own.hasUnsaved() ? latest.current : undefined)
    keepDraft(undefined)
    keepSteps(id, own.hasUnsaved() ? own.unsaved() : undefined)
    setQuery({ draft: id, from: undefined, copy: undefined })
  }

  useEffect(() => {
    // What was only on this device moves to the server.
    if (kept.current || (!stored && begun.restored)) current.type(payloadsOf(latest.current))
    const save = () => void current.flush()
    const guard = (event: BeforeUnloadEvent) => {
      // What waits or failed is also kept on this device; only a failed save is worth a question.
      if (['offline', 'refused', 'conflict'].includes(current.now().state)) event.preventDefault()
    }
    const hidden = () => document.visibilityState === 'hidden' && save()
    addEventListener('online', save)
    addEventListener('beforeunload', guard)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      current.stop()
      removeEventListener('online', save)
      removeEventListener('beforeunload', guard)
      document.removeEventListener('visibilitychange', hidden)
    }
  }, [])

  return {
    draft,
    saver: current,
    change: (part) => {
      latest.current = { ...latest.current, ...part }
      setDraft(latest.current)
      current.type(payloadsOf(latest.current))
    },
  }
}

function serverOf(): Server {
  const { keyOf } = keyring()
  return {
    begin: () => api.post('/policies/drafts', { json: {}, idempotencyKey: keyOf('new') }),
    read: (id) => api.get(addressOf('/policies/drafts/:id', { param: { id } })),
    save: (id, step, body) => {
      const param = { id }
      // Each step has its route; the payload is the one of its step.
      const json = body as never
      switch (step) {
        case 'targets':
          return api.patch('/policies/drafts/:id/steps/targets', { param, json })
        case 'form':
          return api.patch('/policies/drafts/:id/steps/form', { param, json })
        case 'prices':
          return api.patch('/policies/drafts/:id/steps/prices', { param, json })
        case 'terms':
          return api.patch('/policies/drafts/:id/steps/terms', { param, json })
        case 'activation':
          return api.patch('/policies/drafts/:id/steps/activation', { param, json })
      }
    },
  }
}
