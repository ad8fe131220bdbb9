import { answerProblem } from '#api/forms/answer-problem.ts'
import type { Field } from '#api/forms/fields.ts'
import { normalAnswer } from '#api/forms/normal.ts'
import type { Detector } from './detector.ts'

/** The browser's own, where it has one: Chromium on Android and macOS. */
type DetectorClass = new () => Detector

const detectorClass = (): DetectorClass | undefined => {
  const found: unknown = Reflect.get(globalThis, 'BarcodeDetector')
  // The browser defines the constructor; TypeScript's library does not know it yet.
  return typeof found === 'function' ? (found as DetectorClass) : undefined
}

/** Kinds that are printed as a barcode on boxes and cards. */
const PRINTED = new Set<Field['kind']>(['imei', 'eid', 'iccid', 'serial', 'barcode'])

export const canScan = ({ kind }: Field): boolean =>
  PRINTED.has(kind) && navigator.mediaDevices !== undefined

/** The browser's reader, else ours, which is fetched only then. */
export async function openDetector(): Promise<Detector> {
  const Class = detectorClass()
  return Class ? new Class() : (await import('./wasm-detector.ts')).wasmDetector()
}

/** The first code that is an answer to the field: a box prints several beside one another. */
export function answerIn(field: Field, codes: readonly string[]): string | undefined {
  return codes
    .map((code) => normalAnswer(field, code))
    .find((answer) => answer !== '' && answerProblem(field, answer) === undefined)
}
