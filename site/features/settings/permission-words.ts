import { PERMISSIONS, type Permission } from '#api/access/permissions.ts'
import { t } from '../../lib/i18n/t.ts'

const isKnown = (name: string): name is Permission => Object.hasOwn(PERMISSIONS, name)

/** A permission in words; one that this page is too old to know is shown by its name. */
export const permissionWords = (name: string): string =>
  isKnown(name) ? t(`permissions.${name}`) : name
