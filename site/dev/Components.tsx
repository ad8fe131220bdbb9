import { useState } from 'preact/hooks'
import { statesOf } from '../lib/states.ts'
import { BarChart } from '../ui/BarChart.tsx'
import { Button } from '../ui/Button.tsx'
import { Checkbox, Switch } from '../ui/Checkbox.tsx'
import { Combobox } from '../ui/Combobox.tsx'
import { PeriodField } from '../ui/DateField.tsx'
import { Empty, ErrorState } from '../ui/Empty.tsx'
import { Input } from '../ui/Field.tsx'
import { Figures } from '../ui/Figures.tsx'
import { MaskedInput } from '../ui/MaskedInput.tsx'
import { MatrixGrid } from '../ui/MatrixGrid.tsx'
import { Confirm } from '../ui/Modal.tsx'
import { MoneyInput } from '../ui/MoneyInput.tsx'
import type { Values } from '../ui/matrix/model.ts'
import { PageHead, Section } from '../ui/Page.tsx'
import { Progress } from '../ui/Progress.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { Select } from '../ui/Select.tsx'
import { State } from '../ui/State.tsx'
import { Stepper } from '../ui/Stepper.tsx'
import { Company } from '../ui/TierMark.tsx'
import { Timeline } from '../ui/Timeline.tsx'
import { toast } from '../ui/toasts.ts'
import { SampleList } from './SampleList.tsx'
import { SampleReason } from './SampleReason.tsx'

const KINDS = ['primary', 'default', 'danger', 'ghost'] as const
const MATRIX: Values = [
  [60_000, 84_000, 120_000, 136_000],
  [76_000, 104_000, 148_000, 164_000],
  [92_000, null, 176_000, 196_000],
  [220_000, 308_000, 400_000, 424_000],
]
const AGENCIES = [
  { value: 'a', label: '한강네트웍스', note: 'AG-240611-0007' },
  { value: 'b', label: '동해통신', note: 'AG-240302-0003' },
  { value: 'c', label: '남도모바일', note: 'AG-240818-0011' },
]

/** Every building block in its states, to be looked at while developing. */
export function Components() {
  const [money, setMoney] = useState<number | undefined>(20_000_000)
  const [business, setBusiness] = useState('123456789')
  const [agency, setAgency] = useState<string | undefined>('a')
  const [view, setView] = useState<'list' | 'tree'>('list')
  const [sim, setSim] = useState<'prepaid' | 'postpaid'>('prepaid')
  const [matrix, setMatrix] = useState(MATRIX)
  const [period, setPeriod] = useState({ from: '2026-11-01', to: '2026-11-20' })
  const [asking, setAsking] = useState(false)
  const [checked, setChecked] = useState(true)
  return (
    <>
      <PageHead title="컴포넌트" actions={<Button kind="primary">정산 승인</Button>} />
      <div class="page-body flex flex-col gap-6">
        <Figures
          label="이번 달"
          items={[
            { label: '승인 대기', value: 37, unit: '건', note: '가장 오래된 건 2시간 14분' },
            { label: '오늘 접수', value: 128, unit: '건', note: '어제 같은 시각보다 +14' },
            { label: '11월 리베이트 사용', value: 266_400_000, note: '할당 400,000,000원의 66.6%' },
            { label: '11-30 지급 예정', value: undefined },
            {
              label: '연체',
              value: 2,
              unit: '건',
              note: '1,845,000원',
              glyph: { name: 'alert', role: 'stop' },
            },
          ]}
        />
        <Section title="버튼">
          <div class="flex flex-wrap items-center gap-2">
            {KINDS.map((kind) => (
              <Button key={kind} kind={kind} onClick={() => toast('정산 3곳을 승인했어요')}>
                {kind}
              </Button>
            ))}
            <Button busy>내보내기</Button>
            <Button disabledBecause="2건은 이미 승인됐어요">승인</Button>
            <Button size="xs">24</Button>
            <Button size="sm">28</Button>
            <Button size="lg">40</Button>
            <Button size="touch" kind="primary">
              52 휴대폰
            </Button>
            <Button kind="danger" onClick={() => setAsking(true)}>
              지급 기록
            </Button>
            <SampleReason />
            <Button onClick={() => toast('2건은 승인하지 못했어요.', { kind: 'stop' })}>
              오류 알림
            </Button>
          </div>
        </Section>
        <Section title="입력">
          <div class="grid max-w-[720px] grid-cols-2 gap-x-5 gap-y-3.5">
            <Input label="업체명" value="동해통신" />
            <Input label="업체명" error="이미 쓰고 있는 이름이에요." value="동해통신" />
            <MaskedInput
              label="사업자등록번호"
              mask="business"
              value={business}
              onValue={setBusiness}
            />
            <Input
              label="업체코드"
              readOnly
              value="AG-240302-0003"
              help="만든 뒤에는 바꿀 수 없어요"
            />
            <MoneyInput
              label="할당 금액"
              value={money}
              onValue={setMoney}
              effect="할당 후 43,700,000원"
            />
            <Combobox label="협력사" options={AGENCIES} value={agency} onValue={setAgency} />
            <Select
              label="방법"
              options={[{ value: 'bank', label: '계좌 이체' }]}
              value="bank"
              onValue={() => undefined}
            />
            <PeriodField value={period} onValue={setPeriod} />
          </div>
          <div class="mt-4 flex flex-wrap items-center gap-4">
            <Checkbox checked={checked} onValue={setChecked}>
              선택
            </Checkbox>
            <Checkbox checked={false}>해제</Checkbox>
            <Checkbox checked={false} mixed>
              일부
            </Checkbox>
            <Switch checked={checked} onValue={setChecked}>
              켜짐
            </Switch>
            <Segmented
              label="보기"
              value={view}
              onValue={setView}
              options={[
                { value: 'list', label: '목록' },
                { value: 'tree', label: '계층' },
              ]}
            />
            <Segmented
              tiles
              label="유심"
              value={sim}
              onValue={setSim}
              options={[
                { value: 'prepaid', label: '선불', note: '+7,700' },
                { value: 'postpaid', label: '후불', note: '−7,700' },
              ]}
            />
          </div>
        </Section>
        <Section title="상태">
          <div class="flex flex-wrap gap-x-6 gap-y-2">
            {statesOf('order').map((state) => (
              <State key={state} of="order" is={state} />
            ))}
            {statesOf('line').map((state) => (
              <State key={state} of="line" is={state} />
            ))}
            {statesOf('order').map((state) => (
              <State key={state} of="order" is={state} pill />
            ))}
            <Company tier="hq">새봄모바일</Company>
            <Company tier="agency">동해통신</Company>
            <Company tier="retail">강릉중앙점</Company>
          </div>
        </Section>
        <SampleList />
        <Stepper
          current={2}
          steps={[
            { name: '협력사 그룹', result: '협력사 6 · 판매점 312', done: true, href: '#1' },
            { name: '주문서 양식', result: '항목 24', done: true, href: '#2' },
            { name: '리베이트 단가', done: false },
            { name: '계약 조건', done: false },
            { name: '활성화', done: false },
          ]}
        />
        <MatrixGrid
          label="SKT 리베이트"
          corner="요금제 구간"
          rows={['33K', '44K', '55K', '99K'].map((name) => ({ name, hint: '≤ 33,000' }))}
          columns={['무약정', '12개월', '24개월', '36개월'].map((name) => ({ name }))}
          values={matrix}
          onValues={setMatrix}
          markOf={({ row, column }) =>
            row === 3 && column === 2
              ? { delta: 20_000 }
              : row === 1 && column === 1
                ? { problem: '아래 구간보다 작아요' }
                : undefined
          }
        />
        <div class="grid grid-cols-3 gap-6">
          <BarChart
            title="정산 지급"
            meta="최근 6개월"
            label="월별 지급액이 2.1억에서 3.7억으로 늘었어요"
            legend={{ actual: '지급완료', forecast: '지급 예정' }}
            bars={[2.1, 2.3, 2.0, 2.5, 3.7, 3.5].map((value, i) => ({
              label: String(i + 6),
              value: value * 100_000_000,
              forecast: i === 5,
            }))}
          />
          <div>
            <Progress
              name="정산내역_20261120_143208.xlsx"
              done={6_420}
              all={10_034}
              secondsLeft={9}
            >
              <Button size="xs" kind="ghost">
                멈추기
              </Button>
            </Progress>
            <Timeline
              as="time"
              items={[
                {
                  id: '1',
                  at: '2026-11-20T05:32:00Z',
                  mark: { glyph: 'check', role: 'done' },
                  what: 'KT-261120-0366 개통 완료',
                  more: '한강네트웍스 왕십리점',
                  stacked: true,
                },
                {
                  id: '2',
                  at: '2026-11-20T05:31:00Z',
                  mark: { icon: 'message-square' },
                  what: '“오늘 개통 희망”',
                  more: '김도현',
                },
              ]}
            />
          </div>
          <div class="flex flex-col gap-3">
            <Empty boxed title="조건에 맞는 주문이 없어요" text="기간이 11-01부터 11-20까지예요.">
              <Button size="sm">조건 지우기</Button>
            </Empty>
            <ErrorState what="정산 요약" error={new Error()} onRetry={() => undefined} />
          </div>
        </div>
      </div>
      {asking && (
        <Confirm
          title="3곳에 지급한 것으로 기록할까요?"
          text="이체는 은행에서 직접 해요. 기록하면 되돌릴 수 없고, 바로잡으려면 정정 줄을 추가해야 해요."
          verb="지급 기록"
          onConfirm={() => setAsking(false)}
          onClose={() => setAsking(false)}
        >
          <table class="calc">
            <tbody>
              <tr>
                <td>한강네트웍스</td>
                <td class="num">115,786,400</td>
              </tr>
              <tr class="total">
                <td>합계</td>
                <td class="num">240,933,100원</td>
              </tr>
            </tbody>
          </table>
        </Confirm>
      )}
    </>
  )
}
