import type { Balance } from '#api/rebates/contract.ts'
import type { Tier } from '#db/words.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useResource } from '../../lib/resource.ts'
import { Figures } from '../../ui/Figures.tsx'
import { Icon } from '../../ui/Icon.tsx'

/** What was received and where it stands now: the parts add up to the whole, in sight. */
export function LedgerFigures({ balance, tier }: { balance: Balance | undefined; tier: Tier }) {
  const sum = balance && balance.availableWon + balance.heldWon + balance.usedWon + balance.otherWon
  return (
    <Figures
      label={t('ledger.figures')}
      items={[
        { label: t('ledger.left'), value: balance?.availableWon, note: t('ledger.left_note') },
        { label: t('ledger.held'), value: balance?.heldWon, note: t('ledger.held_note') },
        { label: t('ledger.used'), value: balance?.usedWon, note: t('ledger.used_note') },
        { label: t('ledger.other'), value: balance?.otherWon, note: t('ledger.other_note') },
        {
          label: t('ledger.received'),
          value: sum,
          note:
            tier === 'retail' ? t('ledger.received_note_retail') : t('ledger.received_note_agency'),
        },
      ]}
    />
  )
}

/** HQ has no balance of its own; what is left with its agencies says how much may still be caused. */
export function HqFigures() {
  const { data } = useResource<{ items: Balance[] }>('/rebates/balances', {
    live: ['notification.*', 'order.*'],
  })
  const sum = (of: (balance: Balance) => number) =>
    data?.items.reduce((total, balance) => total + of(balance), 0)
  return (
    <>
      <Figures
        label={t('ledger.figures')}
        items={[
          {
            label: t('ledger.hq_left'),
            value: sum(({ availableWon }) => availableWon),
            note: t('ledger.hq_left_note', { count: digits(data?.items.length ?? 0) }),
          },
          {
            label: t('ledger.other'),
            value: sum(({ otherWon }) => otherWon),
            note: t('ledger.other_note'),
          },
        ]}
      />
      <p class="note mt-2">
        <Icon name="info" size={14} />
        <span>{t('ledger.hq_source')}</span>
      </p>
    </>
  )
}
