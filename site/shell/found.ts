import { useEffect, useState } from 'preact/hooks'
import type { Found } from '#api/search/contract.ts'
import { addressOf } from '../lib/address.ts'
import { t } from '../lib/i18n/t.ts'
import { type Resource, useAnswer } from '../lib/resource.ts'
import { shortDateTime } from '../lib/when.ts'
import type { Command } from './commands.ts'

const PAUSE_MS = 150
/** As the API's `SearchQuery`. */
export const LETTERS_MIN = 2

/** Records that the server finds by this name or number; the request follows a moment after the last key. */
export function useFound(text: string): Resource<Found> & { asks: boolean } {
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  const asks = text.length >= LETTERS_MIN
  const found = useAnswer(asks && asked === text && addressOf('/search', { query: { q: asked } }))
  return { ...found, asks }
}

/** The records as commands: each opens where people work on it. */
export const recordsOf = ({ orders, companies, people }: Found): Command[] => [
  ...orders.map(
    ({ id, number, status, placedAt, retail }): Command => ({
      id,
      section: 'orders',
      label: number,
      icon: 'clipboard-list',
      note: `${retail} · ${t(`states.order.${status}`)} · ${shortDateTime(placedAt)}`,
      href: `/orders?q=${number}&order=${id}`,
    }),
  ),
  ...companies.map(
    ({ id, name, code, tier, parentName }): Command => ({
      id,
      section: 'companies',
      label: name,
      icon: 'network',
      note: [t(`words.tier.${tier}`), parentName, code].filter(Boolean).join(' · '),
      href: `/org?company=${id}`,
    }),
  ),
  ...people.map(
    ({ id, name, username, companyId, companyName }): Command => ({
      id,
      section: 'people',
      label: name,
      icon: 'users',
      note: `${username} · ${companyName}`,
      href: `/org?company=${companyId}&tab=users&user=${id}`,
    }),
  ),
]
