import type { AddDevice, Device } from '#api/catalog/contract.ts'
import { COLOR_CODE, nameKey } from '#api/catalog/rules.ts'
import { t } from '../../lib/i18n/t.ts'
import { wrongDays } from './plan-draft.ts'

export type StorageDraft = { name: string; priceWon: number | undefined }
export type ColorDraft = { name: string; code: string }
export type DeviceTerms = { storages: StorageDraft[]; validFrom: string; validUntil: string }
/** A device as it is typed. */
export type DeviceDraft = DeviceTerms & {
  manufacturer: string
  name: string
  modelCode: string
  colors: ColorDraft[]
}

export const draftOf = (device?: Device): DeviceDraft => ({
  manufacturer: device?.manufacturer ?? '',
  name: device?.name ?? '',
  modelCode: device?.modelCode ?? '',
  colors: device?.palette.map(({ name, code }) => ({ name, code: code ?? '' })) ?? [],
  storages: device ? [...device.storages] : [{ name: '', priceWon: undefined }],
  validFrom: device?.validFrom ?? '',
  validUntil: device?.validUntil ?? '',
})

export const namesProblems = ({ manufacturer, name }: DeviceDraft) => ({
  ...(!manufacturer.trim() && {
    manufacturer: t('errors.field.required', { name: t('reference.manufacturer') }),
  }),
  ...(!name.trim() && { name: t('errors.field.required', { name: t('reference.model_name') }) }),
})

/** The error of each row, by its place; rows without any text are left out when it is sent. */
export const storageProblems = (storages: readonly StorageDraft[]) =>
  storages.map(({ name, priceWon }, nth) => ({
    name:
      !name.trim() && priceWon !== undefined
        ? t('reference.storage_needed')
        : isTwice(storages, name, nth)
          ? t('reference.twice')
          : undefined,
    price: name.trim() && !priceWon ? t('reference.price_needed') : undefined,
  }))

export const colorProblems = (colors: readonly ColorDraft[]) =>
  colors.map(({ name, code }, nth) => ({
    name:
      !name.trim() && code.trim()
        ? t('errors.field.required', { name: t('reference.color_name') })
        : isTwice(colors, name, nth)
          ? t('reference.twice')
          : undefined,
    code:
      code.trim() && !COLOR_CODE.test(code.trim().toUpperCase())
        ? t('reference.color_wrong')
        : undefined,
  }))

const isTwice = (rows: readonly { name: string }[], name: string, nth: number) =>
  name.trim() !== '' && rows.findIndex((row) => nameKey(row.name) === nameKey(name)) < nth

export const daysProblem = (terms: DeviceTerms): string | undefined =>
  wrongDays(terms) ? t('reference.order_wrong') : undefined

const hasFault = (rows: readonly Record<string, string | undefined>[]) =>
  rows.some((row) => Object.values(row).some((fault) => fault !== undefined))
export const termsAreRight = (terms: DeviceTerms): boolean =>
  !daysProblem(terms) && !hasFault(storageProblems(terms.storages))
export const namesAreRight = (draft: DeviceDraft): boolean =>
  Object.keys(namesProblems(draft)).length === 0 && !hasFault(colorProblems(draft.colors))

export const sentTerms = ({ storages, validFrom, validUntil }: DeviceTerms) => ({
  storages: storages.flatMap(({ name, priceWon }) =>
    name.trim() && priceWon ? [{ name: name.trim(), priceWon }] : [],
  ),
  validFrom: validFrom || null,
  validUntil: validUntil || null,
})

export const sentNames = ({ manufacturer, name, modelCode, colors }: DeviceDraft) => ({
  manufacturer: manufacturer.trim(),
  name: name.trim(),
  modelCode: modelCode.trim() || null,
  palette: colors.flatMap((color) =>
    color.name.trim() ? [{ name: color.name.trim(), code: color.code.trim() || null }] : [],
  ),
})

export const sentDevice = (draft: DeviceDraft): AddDevice => ({
  ...sentNames(draft),
  ...sentTerms(draft),
})
