/**
 * Deletes the rates that this device has kept (`features/rates/kept-rates.ts`). Signing out does so, and the login
 * page: whoever comes next may be of another company, and an ended session leads there too.
 */
export const forgetRates = (): void => {
  globalThis.indexedDB?.deleteDatabase('maru-rates')
}
