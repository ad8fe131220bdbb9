import { useState } from 'preact/hooks'
import type { OrderDetail } from '#api/orders/contract.ts'
import { COURIERS, type Courier } from '#db/words.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { MaskedInput } from '../../ui/MaskedInput.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import type { Shipment } from './moves.ts'

type Props = {
  order: OrderDetail
  busy: boolean
  error: unknown
  onShip: (how: Shipment) => void
  onClose: () => void
}

/** Asks for courier and tracking number; an eSIM order starts without a parcel. */
export function ShipDialog({ order, busy, error, onShip, onClose }: Props) {
  const [how, setHow] = useState<'parcel' | 'none'>(order.simType === 'esim' ? 'none' : 'parcel')
  const [chosen, setCourier] = useState<Courier | undefined>(undefined)
  const settings = useAnswer(addressOf('/catalog/settings'), { still: true })
  const couriers = settings.data
    ? settings.data.couriers.filter(({ offered }) => offered)
    : COURIERS.map((courier) => ({ courier, label: null }))
  // With every courier off, all are offered: a parcel needs one.
  const offered = couriers.length > 0 ? couriers : (settings.data?.couriers ?? [])
  const courier = chosen ?? offered[0]?.courier ?? 'cj'
  const [number, setNumber] = useState('')
  const [asked, setAsked] = useState(false)
  const isRight = /^\d{6,20}$/.test(number)
  const send = () => {
    setAsked(true)
    if (how === 'none') onShip({ noShipment: true })
    else if (isRight) onShip({ courier, trackingNumber: number })
  }
  return (
    <Confirm
      title={t('moves.ship_title', { number: order.number })}
      text={t('moves.next_hint')}
      verb={t('orders.move.ship')}
      busy={busy}
      error={error}
      onConfirm={send}
      onClose={onClose}
    >
      <Segmented
        label={t('moves.ship_how')}
        options={[
          { value: 'parcel', label: t('moves.ship_parcel') },
          { value: 'none', label: t('moves.ship_none') },
        ]}
        value={how}
        onValue={setHow}
      />
      {how === 'none' ? (
        <p class="muted">{t('moves.ship_none_text')}</p>
      ) : (
        <>
          <Select
            label={t('orders.courier')}
            options={offered.map(({ courier: value, label }) => ({
              value,
              label: label ?? t(`couriers.${value}`),
            }))}
            value={courier}
            onValue={setCourier}
          />
          <MaskedInput
            label={t('orders.tracking')}
            help={t('moves.ship_digits')}
            error={asked && !isRight ? t('moves.ship_digits') : undefined}
            mask="parcel"
            autocomplete="off"
            value={number}
            onValue={setNumber}
          />
        </>
      )}
    </Confirm>
  )
}
