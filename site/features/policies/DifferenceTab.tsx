import type { Difference, PolicyDetail } from '#api/policies/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { setQuery, useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { dateTime } from '../../lib/when.ts'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Money } from '../../ui/Money.tsx'
import { Section } from '../../ui/Page.tsx'
import { Select } from '../../ui/Select.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { Table } from '../../ui/Table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { bandName, contractName } from './bands.ts'
import { placeWords } from './place-words.ts'
import { useCompanies } from './use-companies.ts'

/** What differs between the current version and an earlier one, or the policy before, as far as it is the viewer's own. */
export function DifferenceTab({ policy }: { policy: PolicyDetail }) {
  const query = useQuery()
  const { id, currentVersion } = policy
  // A shop compares within a policy only.
  const before = policy.shop ? null : policy.succeeds
  const from = fromIn(query.from, currentVersion, before !== null)
  const difference = useAnswer(
    addressOf('/policies/:id/differences', {
      param: { id },
      query: { ...(from === BEFORE ? { predecessor: 'true' } : { from }), to: currentVersion },
    }),
  )
  if (difference.state === 'failed')
    return (
      <div class="page-body">
        <ErrorState
          what={t('difference.title')}
          error={difference.error}
          onRetry={difference.reload}
        />
      </div>
    )
  if (difference.state === 'loading')
    return (
      <div class="page-body">
        <SkeletonLines lines={8} />
      </div>
    )
  const { data } = difference
  const earlier = data.versions.filter(({ number }) => number < currentVersion)
  if (earlier.length === 0 && !before)
    return (
      <div class="page-body">
        <Empty icon="scroll-text" title={t('difference.none_before')} />
      </div>
    )
  return (
    <div class="min-h-0 flex-1 overflow-auto">
      <div class="page-body flex flex-col gap-3">
        <div class="flex flex-wrap items-end gap-3">
          <div class="w-72 max-w-full">
            <Select
              label={t('difference.from')}
              options={[
                ...earlier.map(({ number, publishedAt }) => ({
                  value: String(number),
                  label: `v${number} · ${dateTime(publishedAt)}`,
                })),
                ...(before ? [{ value: BEFORE, label: before.title }] : []),
              ]}
              value={String(from)}
              onValue={(value) => setQuery({ from: value })}
            />
          </div>
          <p class="muted n pb-2">
            {data.predecessor?.title} v{data.from} → v{data.to} ·{' '}
            {t('difference.counts', {
              changed: digits(data.counts.changed),
              added: digits(data.counts.added),
              removed: digits(data.counts.removed),
            })}
          </p>
        </div>
        <Cells data={data} />
        <Others data={data} />
        {data.hq && <OfHq hq={data.hq} />}
      </div>
    </div>
  )
}

/** In the address in place of a version: the policy that this one follows. */
const BEFORE = 'before'

/** The version before the current one; of a first version the policy before. */
function fromIn(text: string | undefined, current: number, hasBefore: boolean) {
  const asked = Number(text)
  if (Number.isInteger(asked) && asked >= 1 && asked <= current) return asked
  if (hasBefore && (text === BEFORE || current === 1)) return BEFORE
  return Math.max(1, current - 1)
}

type Row = Difference['cells'][number] & { words: string }

function Cells({ data }: { data: Difference }) {
  const rows = data.cells.map((cell) => ({ ...cell, words: placeWords(cell.axes, data.devices) }))
  const { added, removed, changed } = data.counts
  const more = added + removed + changed - rows.length
  return (
    <>
      <div class="frame scroller max-w-[880px]">
        <Table
          caption={t('difference.cells')}
          columns={COLUMNS()}
          rows={rows}
          keyOf={({ words }) => words}
          nameOf={({ words }) => words}
          empty={<Empty icon="check" title={t('difference.same')} />}
        />
      </div>
      {more > 0 && <p class="subtle n">{t('difference.more', { count: more })}</p>}
    </>
  )
}

const COLUMNS = (): Column<Row>[] => [
  { id: 'place', head: t('difference.cells'), cell: ({ words }) => words },
  {
    ...{ id: 'before', head: t('difference.before'), align: 'num' },
    cell: (row) => said(row.before),
  },
  { ...{ id: 'after', head: t('difference.after'), align: 'num' }, cell: (row) => said(row.after) },
  {
    ...{ id: 'difference', head: t('difference.difference'), align: 'num' },
    cell: ({ before, after }) =>
      typeof before === 'number' && typeof after === 'number' ? (
        <Money won={after - before} signed strong />
      ) : (
        <span class="muted">
          {t(
            before === null
              ? 'difference.added'
              : after === null
                ? 'difference.removed'
                : 'difference.changed',
          )}
        </span>
      ),
  },
]

const said = (standing: Row['before']) =>
  standing === 'closed' ? (
    <span class="muted">{t('difference.closed')}</span>
  ) : (
    <Money won={standing} />
  )

/** What is no cell: rounding, bands, contracts, the SIM line and additions. */
function Others({ data }: { data: Difference }) {
  const { rounding, bandsWon, months, simAdjustmentWon, additions, limits } = data
  const lines = [
    rounding && {
      ...{ label: t('difference.rounding'), before: t(`terms.rounding.${rounding.before}`) },
      after: t(`terms.rounding.${rounding.after}`),
    },
    bandsWon && {
      ...{ label: t('difference.bands'), before: bandsWon.before.map(bandName).join(', ') },
      after: bandsWon.after.map(bandName).join(', '),
    },
    months && {
      ...{ label: t('difference.months'), before: months.before.map(contractName).join(', ') },
      after: months.after.map(contractName).join(', '),
    },
    simAdjustmentWon && {
      ...{ label: t('difference.sim'), before: digits(simAdjustmentWon.before) },
      after: digits(simAdjustmentWon.after),
    },
    ...(['floor', 'ceiling'] as const).map((side) => {
      const both = side === 'floor' ? limits?.marginFloorWon : limits?.marginCeilingWon
      return both
        ? {
            ...{ label: t(`terms.margin_${side}`), before: wonOrNone(both.before) },
            after: wonOrNone(both.after),
          }
        : null
    }),
    ...additions.map(({ name, before, after }) => ({
      ...{ label: name, before: before ? digits(before.amountWon) : '–' },
      after: after ? digits(after.amountWon) : '–',
    })),
  ].filter((line) => line !== null)
  return <Lines title={t('difference.others')} lines={lines} />
}

function OfHq({ hq }: { hq: NonNullable<Difference['hq']> }) {
  const agencies = useCompanies('agency')
  const shops = useCompanies('retail')
  const nameOf = (id: string) =>
    [...(agencies.data ?? []), ...(shops.data ?? [])].find((company) => company.id === id)?.name ??
    '–'
  const lines = [
    ...(hq.flatWon
      ? [
          {
            label: t('difference.flat'),
            before: wonOrNone(hq.flatWon.before),
            after: wonOrNone(hq.flatWon.after),
          },
        ]
      : []),
    ...hq.agencyOverrides.map(({ agencyId, before, after }) => ({
      ...{ label: nameOf(agencyId), before: wonOrNone(before), after: wonOrNone(after) },
    })),
    ...(['targets', 'exclusions'] as const)
      .filter((kind) => hq[kind].added.length + hq[kind].removed.length > 0)
      .map((kind) => ({
        label: t(`difference.${kind}`),
        before: hq[kind].removed.map(nameOf).join(', ') || '–',
        after: hq[kind].added.map(nameOf).join(', ') || '–',
      })),
  ]
  return <Lines title={t('difference.hq')} lines={lines} />
}

const wonOrNone = (amount: number | null) => (amount === null ? '–' : digits(amount))

type Line = { label: string; before: string; after: string }

function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  if (lines.length === 0) return null
  return (
    <Section title={title} line>
      <table class="calc max-w-[880px]">
        <thead>
          <tr>
            <th scope="col" class="text-left font-normal">
              <span class="vh">{title}</span>
            </th>
            <th scope="col">{t('difference.before')}</th>
            <th scope="col">{t('difference.after')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ label, before, after }) => (
            <tr key={label}>
              <th scope="row" class="text-left font-normal">
                {label}
              </th>
              <td class="num">{before}</td>
              <td class="num">{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
