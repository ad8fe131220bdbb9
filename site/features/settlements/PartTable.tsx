import { ordersAndLines } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Money } from '../../ui/Money.tsx'
import type { Batch } from './collect.ts'

const ROWS_MAX = 8

/** The amount of each company in this run, and the total; keeps its height while it counts. */
export function PartTable({
  batch,
  counted,
  expected,
}: {
  batch: Batch | undefined
  counted: number
  expected: number
}) {
  const rows = batch?.parts ?? []
  const waiting = batch ? 0 : Math.min(ROWS_MAX, expected)
  return (
    <div class="part-table" aria-busy={!batch}>
      <table class="calc">
        <caption class="vh">{t('settlements.rows')}</caption>
        <tbody>
          {Array.from({ length: waiting }, (_, index) => (
            <tr key={`wait-${index.toString()}`}>
              <td>
                <span class="sk w96" />
              </td>
              <td class="num">
                <span class="sk w72" />
              </td>
            </tr>
          ))}
          {rows.map(({ id, name, won, ...size }) => (
            <tr key={id}>
              <td>
                {name} <span class="subtle n text-t12">{ordersAndLines(size)}</span>
              </td>
              <td class="num">
                <Money won={won} />
              </td>
            </tr>
          ))}
          <tr class="total">
            <td>
              {t('settlements.total')}{' '}
              {batch && <span class="subtle n text-t12 font-normal">{ordersAndLines(batch)}</span>}
            </td>
            <td class="num">
              {batch ? (
                <Money won={batch.won} unit />
              ) : (
                <span class="subtle text-t12">
                  {t('settlements.counting_lines', { count: counted })}
                </span>
              )}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}
