// Numbers that no two live orders of a tree share: another one at each call, with right check digits.

let last = 0
const next = (digits: number) => String(++last).padStart(digits, '0')

/** Activated lines. */
export const nextLine = () => `0102${next(7)}`

/** The digits and their Luhn check digit. */
function checked(body: string): string {
  const sum = [...body].reverse().reduce((sum, digit, i) => {
    const weighed = i % 2 === 0 ? Number(digit) * 2 : Number(digit)
    return sum + (weighed > 9 ? weighed - 9 : weighed)
  }, 0)
  return body + String((10 - (sum % 10)) % 10)
}
export const nextImei = () => checked(`35${next(12)}`)
export const nextIccid = () => checked(`8982${next(14)}`)

export function nextEid(): string {
  const body = `89049032${next(22)}`
  return body + String(98n - ((BigInt(body) * 100n) % 97n)).padStart(2, '0')
}

/** Parcels of one courier. */
export const nextParcel = () => `62${next(10)}`
