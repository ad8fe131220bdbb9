import { useState } from 'preact/hooks'
import { BulkBar } from '../ui/BulkBar.tsx'
import { Button } from '../ui/Button.tsx'
import { Drawer } from '../ui/Drawer.tsx'
import { FilterBar, FilterChip } from '../ui/FilterBar.tsx'
import { Money } from '../ui/Money.tsx'
import { Pager } from '../ui/Pager.tsx'
import { SearchBox } from '../ui/SearchBox.tsx'
import { State, StateGlyph } from '../ui/State.tsx'
import { useSelection } from '../ui/selection.ts'
import { Table } from '../ui/Table.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import type { Sort } from '../ui/table-types.ts'
import { When } from '../ui/When.tsx'

const ROWS = [
  {
    id: '0461',
    at: '2026-11-20T05:31:00Z',
    shop: '강릉중앙점',
    agency: '동해통신',
    won: 407_700,
    status: 'pending',
  },
  {
    id: '0458',
    at: '2026-11-20T05:22:00Z',
    shop: '성수역점',
    agency: '한강네트웍스',
    won: 268_000,
    status: 'approved',
  },
  {
    id: '0455',
    at: '2026-11-20T05:18:00Z',
    shop: '대전둔산점',
    agency: '충청링크텔',
    won: -152_300,
    status: 'shipped',
  },
  {
    id: '0449',
    at: '2026-11-20T05:07:00Z',
    shop: '목포하당점',
    agency: '남도모바일',
    won: 341_000,
    status: 'completed',
  },
] as const

export function SampleList() {
  const selection = useSelection(ROWS.map((row) => row.id))
  const [sort, setSort] = useState<Sort | undefined>({ by: 'at', direction: 'desc' })
  const [open, setOpen] = useState<string | undefined>(undefined)
  const picked = ROWS.filter((row) => selection.has(row.id))
  return (
    <div class="with-drawer -mx-6 border-y border-line">
      <div>
        <Tabs
          label="주문 상태"
          tabs={[
            { href: '#all', label: '전체', count: 1_508, current: true },
            {
              href: '#p',
              label: '접수대기',
              glyph: <StateGlyph of="order" is="pending" />,
              count: 37,
              current: false,
            },
            {
              href: '#a',
              label: '승인',
              glyph: <StateGlyph of="order" is="approved" />,
              hasCount: true,
              current: false,
            },
          ]}
        />
        <FilterBar setCount={2} onClear={() => undefined}>
          <SearchBox value="" onValue={() => undefined} placeholder="주문번호, 연락처 뒤 4자리" />
          <FilterChip name="기간" value="11-01 ~ 11-20" onClear={() => undefined}>
            {(close) => (
              <button type="button" class="menu-item" onClick={close}>
                이번 달
              </button>
            )}
          </FilterChip>
          <FilterChip name="협력사" onClear={() => undefined}>
            {(close) => (
              <button type="button" class="menu-item" onClick={close}>
                동해통신
              </button>
            )}
          </FilterChip>
        </FilterBar>
        <div class="scroller">
          <Table
            wide
            caption="주문 목록"
            rows={ROWS}
            keyOf={(row) => row.id}
            nameOf={(row) => row.id}
            selection={selection}
            sort={sort}
            onSort={setSort}
            current={open}
            onOpen={(row) => setOpen(row.id)}
            columns={[
              {
                id: 'at',
                head: '접수',
                sortable: true,
                cell: (row) => (
                  <span class="subtle">
                    <When at={row.at} />
                  </span>
                ),
              },
              {
                id: 'no',
                head: '주문번호',
                cell: (row) => <span class="n med">SK-261120-{row.id}</span>,
              },
              {
                id: 'shop',
                head: '판매점',
                priority: 2,
                cell: (row) => (
                  <>
                    <span class="med">{row.shop}</span>{' '}
                    <span class="subtle text-t12">{row.agency}</span>
                  </>
                ),
              },
              {
                id: 'won',
                head: '본사 지급 (원)',
                align: 'num',
                sortable: true,
                cell: (row) => <Money won={row.won} strong />,
              },
              { id: 'status', head: '상태', cell: (row) => <State of="order" is={row.status} /> },
            ]}
            card={(row) => (
              <dl>
                <dt class="vh">판매점</dt>
                <dd class="strong">{row.shop}</dd>
                <dt class="vh">금액</dt>
                <dd>
                  <Money won={row.won} unit strong />
                </dd>
                <dt class="vh">협력사</dt>
                <dd class="muted">{row.agency}</dd>
                <dt class="vh">상태</dt>
                <dd>
                  <State of="order" is={row.status} />
                </dd>
              </dl>
            )}
          />
        </div>
        <Pager from={1} to={50} count={1_508} onNext={() => undefined}>
          이 조건 합계 <b class="strong">본사 지급 486,214,300원</b>
        </Pager>
        <BulkBar
          count={picked.length}
          sumWon={picked.reduce((sum, row) => sum + row.won, 0)}
          onClear={selection.clear}
        >
          <Button kind="primary" icon="check">
            승인
          </Button>
          <Button disabledBecause="2건은 이미 승인됐어요">보류</Button>
        </BulkBar>
      </div>
      {open && (
        <Drawer
          title={`SK-261120-${open}`}
          onClose={() => setOpen(undefined)}
          foot={
            <Button kind="primary" shortcut="A">
              승인
            </Button>
          }
        >
          <State of="order" is="pending" pill />
        </Drawer>
      )}
    </div>
  )
}
