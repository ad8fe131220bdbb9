import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'

/** Why a file is not attached; the first three are known before anything is sent. */
export type FileFault = 'too_large' | 'type' | 'empty' | 'offline' | 'too_many' | 'gone' | 'failed'

/** A file that was picked for a question. */
export type FileState =
  | { is: 'sending'; file: File; share: number }
  | { is: 'failed'; file: File; why: FileFault }
  | { is: 'kept'; file: File; id: string }

/** What a question for a file needs; without a state, a kept file is one of another visit. */
export type FileControl = {
  state: FileState | undefined
  isKept: boolean
  onPick: (file: File) => void
  onCancel: () => void
  onRetry: () => void
  onRemove: () => void
}

const MEGABYTE = 1024 * 1024

/** What is wrong with a file and what to do. */
export const sayFile = (why: FileFault, file: File): string =>
  t(`attaching.${why}`, { mb: digits(Math.ceil(file.size / MEGABYTE)) })

/** Whether the same file may be sent again. */
export const mayRetry = (why: FileFault): boolean =>
  why !== 'too_large' && why !== 'type' && why !== 'empty'
