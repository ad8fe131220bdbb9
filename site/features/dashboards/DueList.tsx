import { won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Section } from '../../ui/Page.tsx'

type Due = { dueOn: string; companies: number; lines: number; won: number }

/** The days on which money comes or goes, soonest first. */
export function DueList({ dues, title }: { dues: readonly Due[]; title: string }) {
  return (
    <Section
      title={title}
      actions={
        <a class="btn link sm" href="/settlements">
          {t('dashboard.view_all')}
        </a>
      }
    >
      {dues.length === 0 ? (
        <p class="subtle pb-3">{t('dashboard.no_dues')}</p>
      ) : (
        <table class="calc mb-2">
          <caption class="vh">{title}</caption>
          <tbody>
            {dues.map((due) => (
              <tr key={due.dueOn}>
                <td class="n">
                  {due.dueOn}{' '}
                  <span class="subtle text-t12">
                    {t('dashboard.dues_lines', { lines: due.lines })}
                  </span>
                </td>
                <td class="num med">{won(due.won)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
