import { isEid, isImei } from '#api/code.ts'
import { answerProblem } from '#api/forms/answer-problem.ts'
import type { Field } from '#api/forms/fields.ts'
import { normalAnswer } from '#api/forms/normal.ts'
import type { Detector } from './detector.ts'

/** The browser's own, where it has one: Chromium on Android and macOS. Safari has none unless a person switches it on. */
type DetectorClass = (new () => Detector) & { getSupportedFormats(): Promise<string[]> }
/** IMEI and EID are printed in this. */
const NEEDED = 'code_128'

const detectorClass = (): DetectorClass | undefined => {
  const found: unknown = Reflect.get(globalThis, 'BarcodeDetector')
  // The browser defines the constructor; TypeScript's library does not know it yet.
  return typeof found === 'function' ? (found as DetectorClass) : undefined
}

/** Kinds that are printed as a barcode on boxes and cards. */
const PRINTED = new Set<Field['kind']>(['imei', 'eid', 'iccid', 'serial', 'barcode'])

export const canScan = ({ kind }: Field): boolean =>
  PRINTED.has(kind) && navigator.mediaDevices !== undefined

/**
 * The browser's reader, else ours, which is fetched only then. A phone without Google's services has the class, which
 * reads nothing.
 */
export async function openDetector(): Promise<Detector> {
  const Class = detectorClass()
  const formats = await Class?.getSupportedFormats().catch(() => undefined)
  if (Class && formats?.includes(NEEDED)) return new Class()
  return (await import('./wasm-detector.ts')).wasmDetector()
}

/**
 * The codes that answer the field, each once. A box prints several beside one another: where more than one fits,
 * which one is meant is not guessed.
 */
export function answersIn(field: Field, codes: readonly string[]): string[] {
  const answers = codes
    .map((code) => normalAnswer(field, code))
    .filter(
      (answer) =>
        answer !== '' &&
        answerProblem(field, answer) === undefined &&
        !(WITHOUT_DIGITS.has(field.kind) && isAnother(answer)),
    )
  return [...new Set(answers)]
}

/** Kinds without check digits of their own, which the other numbers of a box would fit too. */
const WITHOUT_DIGITS = new Set<Field['kind']>(['serial', 'iccid'])
const isAnother = (answer: string) => isImei(answer) || isEid(answer) || isProductCode(answer)

/** EAN-13 and UPC-A: the code of the product, the same on every box. */
function isProductCode(answer: string): boolean {
  if (!/^\d{12,13}$/.test(answer)) return false
  const sum = [...answer.padStart(13, '0')].reduce(
    (sum, digit, nth) => sum + Number(digit) * (nth % 2 === 0 ? 1 : 3),
    0,
  )
  return sum % 10 === 0
}
