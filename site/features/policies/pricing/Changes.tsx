import { t } from '../../../lib/i18n/t.ts'
import type { Row } from './change-words.ts'

const SHOWN_MAX = 10

/** What changes, from and to. */
export const Changes = ({ caption, rows }: { caption: string; rows: readonly Row[] }) => (
  <>
    <table class="calc">
      <caption class="vh">{caption}</caption>
      <tbody>
        {rows.slice(0, SHOWN_MAX).map(({ name, from, to }) => (
          <tr key={name} class="border-b border-line-faint">
            <td class="n">{name}</td>
            <td class="num">{t('changing.from_to', { from, to })}</td>
          </tr>
        ))}
      </tbody>
    </table>
    {rows.length > SHOWN_MAX && (
      <p class="subtle text-t12">{t('changing.more', { count: rows.length - SHOWN_MAX })}</p>
    )}
  </>
)
