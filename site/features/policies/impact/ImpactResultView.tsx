import type { ImpactView } from '#api/impact/contract.ts'
import type { Axes } from '#api/policies/axes.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { setQuery, useQuery } from '../../../lib/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { Segmented } from '../../../ui/Segmented.tsx'
import { ExportResult } from './ExportResult.tsx'
import { ImpactFigures } from './ImpactFigures.tsx'
import { ImpactTable } from './ImpactTable.tsx'
import { DIVISIONS, kindRows, rowsOf } from './impact-rows.ts'
import { Unmatched } from './Unmatched.tsx'

/** The totals, one table by what people ask for, and what has no price. */
export function ImpactResultView({
  last,
  ...answers
}: {
  last: NonNullable<ImpactView['last']>
  isClosed: (place: Axes) => boolean
  onMake: (place: Axes) => void
  onClosePlace: (place: Axes) => void
}) {
  const query = useQuery()
  const { result } = last
  const by = DIVISIONS.find((one) => one === query.by) ?? 'agency'
  const opened = by === 'agency' ? result.agencies.find(({ id }) => id === query.agency) : undefined
  const rows = rowsOf(result, by, opened?.id)
  const title = opened ? t('impact.shops_of', { name: opened.name }) : t(`impact.by_${by}`)
  return (
    <>
      <ImpactFigures last={last} />
      <ExportResult key={last.id} impactId={last.id} />
      <div class="impact-grid">
        <div class="min-w-0">
          <header class="section-head">
            <h3>{title}</h3>
            <span class="subtle n text-t12">
              {t('impact.places_n', { count: digits(rows.length) })}
            </span>
            <div class="actions">
              {opened && (
                <Button
                  size="sm"
                  icon="arrow-left"
                  onClick={() => setQuery({ agency: undefined }, true)}
                >
                  {t('impact.back_to_agencies')}
                </Button>
              )}
              <Segmented
                label={t('impact.by')}
                options={DIVISIONS.map((value) => ({ value, label: t(`impact.by_${value}`) }))}
                value={by}
                onValue={(value) => setQuery({ by: value, agency: undefined })}
              />
            </div>
          </header>
          <ImpactTable
            key={`${by} ${opened?.id}`}
            caption={title}
            head={opened ? t('words.tier.retail') : t(`impact.by_${by}`)}
            rows={rows}
            total={opened ?? result.totals}
            {...(by === 'agency' &&
              !opened && { onOpen: ({ id }: { id: string }) => setQuery({ agency: id }, true) })}
          />
          <header class="section-head pt-4">
            <h3>{t('impact.kinds')}</h3>
          </header>
          <ImpactTable
            caption={t('impact.kinds')}
            head={t('impact.kinds')}
            rows={kindRows(result)}
            total={result.totals}
          />
        </div>
        <aside>
          <Unmatched result={result} {...answers} />
        </aside>
      </div>
    </>
  )
}
