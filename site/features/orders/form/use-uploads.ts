import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../../lib/i18n/t.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import type { FileControl, FileState } from '../../../ui/form-field/file-state.ts'
import type { Answers } from './draft.ts'
import type { Problems } from './problems.ts'
import type { Submission } from './use-submit.ts'

export type Uploads = {
  controlOf: (key: string) => FileControl
  /** Fields whose file is still on its way. */
  running: readonly string[]
  /** The problems of the form with what these files change: one on its way is no missing answer. */
  over: (problems: Problems, asked: readonly string[]) => Problems
}

/** Few forms ask for files, so what sends them loads with the first. */
const sending = () => import('./upload.ts')
const forget = (id: string) => void sending().then((file) => file.forget(id))

/**
 * The files of an order form, by field. They outlive a step of the form; the answer to a field is the id of
 * its file, once all bytes are there.
 */
export function useUploads(
  answers: Answers,
  onAnswer: (key: string, id: string) => void,
  submission: Submission,
): Uploads {
  const [states, setStates] = useState<Readonly<Record<string, FileState | undefined>>>({})
  const ways = useRef(new Map<string, AbortController>())
  const put = (key: string, state: FileState | undefined) =>
    setStates((now) => ({ ...now, [key]: state }))
  useEffect(
    () => () => {
      for (const way of ways.current.values()) way.abort()
    },
    [],
  )

  const start = async (key: string, file: File) => {
    ways.current.get(key)?.abort()
    const way = new AbortController()
    ways.current.set(key, way)
    const put1 = (state: FileState) => !way.signal.aborted && put(key, state)
    put1({ is: 'sending', file, share: 0 })
    const loaded = await sending().catch(() => undefined)
    if (!loaded) return put1({ is: 'failed', file, why: 'offline' })
    try {
      const id = await loaded.upload(file, {
        onSent: (share) => put1({ is: 'sending', file, share }),
        signal: way.signal,
      })
      if (way.signal.aborted) return forget(id)
      put(key, { is: 'kept', file, id })
      onAnswer(key, id)
    } catch (error) {
      put1({ is: 'failed', file, why: loaded.whyOf(error) })
    }
  }
  const stop = (key: string) => {
    ways.current.get(key)?.abort()
    put(key, undefined)
  }

  // The server does not have a file any more, or another order has it: the one on this device is sent again.
  useEffect(() => {
    if (submission.is !== 'failed' || !(submission.error instanceof ApiProblem)) return
    for (const { path, code } of submission.error.fields) {
      const key = path.replace(/^form\./, '')
      const state = states[key]
      if (code !== 'no_upload') continue
      onAnswer(key, '')
      put(key, state && { is: 'failed', file: state.file, why: 'gone' })
    }
  }, [submission])

  const controlOf = (key: string): FileControl => {
    const state = states[key]
    const answer = answers[key] ?? ''
    return {
      state,
      isKept: answer !== '',
      onPick: (file) => void start(key, file),
      onCancel: () => stop(key),
      onRetry: () => state && void start(key, state.file),
      onRemove: () => {
        stop(key)
        if (!answer) return
        forget(answer)
        onAnswer(key, '')
      },
    }
  }
  const running = Object.keys(states).filter((key) => states[key]?.is === 'sending')
  return {
    controlOf,
    running,
    over: (problems, asked) => {
      const changed: Record<string, string> = { ...problems }
      for (const key of asked) {
        const state = states[key]
        if (state?.is === 'sending') delete changed[key]
        if (state?.is === 'failed') changed[key] = t('answers.no_upload')
      }
      return changed
    },
  }
}
