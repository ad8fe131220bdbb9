import type { Draft, DraftChanges, SavedDraft, Steps } from '#api/drafts/contract.ts'
import { DRAFT_STEPS, type DraftStep } from '#db/words.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import type { Choice, Difference } from './merge.ts'
import { isSame } from './step-payloads.ts'

/** The draft as the server answered it. */
export type Stored = Draft
export type Conflict = {
  step: DraftStep
  by: string
  at: string
  version: number
  theirs: Record<string, unknown>
  differences: readonly Difference[]
}
export type Saving =
  | { state: 'none' | 'saved' | 'waiting' | 'saving' }
  | { state: 'offline' | 'refused' | 'gone'; error: unknown }
  | { state: 'conflict'; conflict: Conflict }

/** Steps as they are typed, with what the server had of them then. */
export type Unsaved = { mine: Steps; base: Steps | undefined; seen: Record<DraftStep, number> }

export type Server = {
  begin: () => Promise<Stored>
  read: (id: string) => Promise<Stored>
  save: (
    id: string,
    step: DraftStep,
    body: { version: number; currentStep: number; payload: object },
  ) => Promise<SavedDraft>
}
type Options = {
  server: Server
  stored: Stored | undefined
  steps: Steps
  /** What an earlier visit could not save was based on. */
  kept?: Pick<Unsaved, 'base' | 'seen'> | undefined
  /** Called after every change of `now()`. */
  onChange: () => void
  /** The steps changed other than by the person: somebody else's were taken in. */
  onSteps: (steps: Steps) => void
}

/** After the last change. */
export const WAIT_MS = 800
const RETRY_MS = 10_000

/** Loaded with the first conflict: most drafts have none. */
const merging = () => import('./merge.ts')

export type Saver = ReturnType<typeof saverOf>

/**
 * Saves the steps of a draft as they are typed: one request at a time, each step with the version in which it
 * was seen. What others changed elsewhere is taken in; what both changed is a conflict until it is decided.
 */
export function saverOf({ server, stored: first, steps, kept, onChange, onSteps }: Options) {
  let mine = steps
  /** What the server has, as far as this screen knows, and since which version. */
  let base = kept?.base ?? first?.steps
  const seen = kept?.seen ?? versionsOf(first?.changes)
  let stored = first
  let currentStep = first?.currentStep ?? 1
  let isMoved = false
  let saving: Saving = { state: first ? 'saved' : 'none' }
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined

  const show = (next: Saving) => {
    saving = next
    onChange()
  }
  const dirty = () =>
    base ? DRAFT_STEPS.filter((step) => !isSame(mine[step], base?.[step])) : DRAFT_STEPS
  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush(), ms)
  }

  async function run(): Promise<void> {
    try {
      show({ state: 'saving' })
      if (!stored) {
        stored = await server.begin()
        base = stored.steps
        Object.assign(seen, versionsOf(stored.changes))
      }
      for (let step = next(); step; step = next()) if (!(await send(stored, step))) return
      isMoved = false
      show({ state: 'saved' })
    } catch (error) {
      fail(error)
    }
  }
  /** A step to send; going on without a change sends the one that is open. */
  const next = (): DraftStep | undefined =>
    dirty()[0] ?? (isMoved ? DRAFT_STEPS[currentStep - 1] : undefined)

  /** Sends one step. False while a person has to decide. */
  async function send(draft: Stored, step: DraftStep): Promise<boolean> {
    const payload = mine[step]
    try {
      const saved = await server.save(draft.id, step, { version: seen[step], currentStep, payload })
      base = { ...draft.steps, ...base, [step]: payload }
      seen[step] = saved.changes[step].version
      isMoved = false
      stored = { ...draft, ...saved, steps: base }
      if (DRAFT_STEPS.some((one) => saved.changes[one].version > seen[one])) await takeIn(stored)
      return true
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'version_conflict') throw error
      return compare(step, payload, error)
    }
  }

  /** Takes in the steps that others changed. An own change of one stays, and runs into theirs when sent. */
  async function takeIn(draft: Stored): Promise<void> {
    const fresh = await server.read(draft.id)
    const theirs = DRAFT_STEPS.filter((step) => fresh.changes[step].version > seen[step])
    for (const step of theirs) {
      if (!isSame(mine[step], base?.[step])) continue
      mine = { ...mine, [step]: fresh.steps[step] }
      base = { ...draft.steps, ...base, [step]: fresh.steps[step] }
      seen[step] = fresh.changes[step].version
    }
    stored = { ...fresh, steps: base ?? fresh.steps }
    onSteps(mine)
  }

  async function compare(step: DraftStep, payload: object, problem: ApiProblem): Promise<boolean> {
    const { differencesOf, merged } = await merging()
    const { facts, current } = problem
    const own = payload as Record<string, unknown>
    const was = (base?.[step] ?? {}) as Record<string, unknown>
    const version = Number(facts.version)
    const differences = differencesOf(was, own, current)
    if (differences.length === 0) {
      agree(step, version, current, merged(was, own, current))
      return true
    }
    const [by, at] = [String(facts.by), String(facts.at)]
    show({ state: 'conflict', conflict: { step, by, at, version, theirs: current, differences } })
    return false
  }

  /** From now on this is the step: theirs as what the server has, and the result as what is typed. */
  function agree(step: DraftStep, version: number, theirs: object, result: object) {
    if (base) base = { ...base, [step]: theirs }
    seen[step] = version
    mine = { ...mine, [step]: result }
    onSteps(mine)
  }

  function fail(error: unknown) {
    const isGone = error instanceof ApiProblem && ['gone', 'not_found'].includes(error.code)
    const isRefused =
      error instanceof ApiProblem &&
      // A conflict of versions has been compared before: this one is no room for another draft.
      ([403, 413, 422].includes(error.status) || error.code === 'conflict')
    if (isGone) return show({ state: 'gone', error })
    if (isRefused) return show({ state: 'refused', error })
    show({ state: 'offline', error })
    later(RETRY_MS)
  }

  /** Saves now. Resolves to whether everything is stored. */
  async function flush(): Promise<boolean> {
    clearTimeout(timer)
    while (running) await running
    if (saving.state === 'conflict' || saving.state === 'gone') return false
    if (!stored && saving.state === 'none') return true
    if (next()) {
      running = run().finally(() => {
        running = undefined
      })
      await running
    } else if (saving.state !== 'saved') show({ state: 'saved' })
    return saving.state === 'saved'
  }

  return {
    flush,
    now: () => saving,
    stored: () => stored,
    /** What is typed and what the server has of it, to be kept on this device until it is stored. */
    unsaved: (): Unsaved => ({ mine, base, seen: { ...seen } }),
    hasUnsaved: () => saving.state !== 'saved' && saving.state !== 'none',
    type(steps: Steps) {
      mine = steps
      if (saving.state === 'conflict' || saving.state === 'gone') return
      show({ state: 'waiting' })
      later(WAIT_MS)
    },
    /** The step that is open, where the draft is opened next. */
    open(step: number) {
      if (step === currentStep) return
      currentStep = step
      isMoved = stored !== undefined
      if (isMoved && saving.state === 'saved') later(WAIT_MS)
    },
    async decide(choices: Readonly<Record<string, Choice>>): Promise<void> {
      if (saving.state !== 'conflict') return
      const { step, version, theirs } = saving.conflict
      const { merged } = await merging()
      const was = (base?.[step] ?? {}) as Record<string, unknown>
      agree(
        step,
        version,
        theirs,
        merged(was, mine[step] as Record<string, unknown>, theirs, choices),
      )
      show({ state: 'waiting' })
      await flush()
    },
    stop: () => clearTimeout(timer),
  }
}

const versionsOf = (changes: DraftChanges | undefined): Record<DraftStep, number> => ({
  targets: changes?.targets.version ?? 1,
  form: changes?.form.version ?? 1,
  prices: changes?.prices.version ?? 1,
  terms: changes?.terms.version ?? 1,
  activation: changes?.activation.version ?? 1,
})
