import type { Draft } from './draft.ts'

/** Props of all steps of the wizard: the draft and its errors. */
export type PartProps = {
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
  /** The error of a field, once publishing was tried. */
  errorAt: (field: string) => string | undefined
}
