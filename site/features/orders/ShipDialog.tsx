import { useState } from 'preact/hooks'
import type { OrderDetail } from '#api/orders/contract.ts'
import { COURIERS, type Courier } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { Input } from '../../ui/Field.tsx'
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

/** How the device travels; an eSIM order starts with nothing to send. */
export function ShipDialog({ order, busy, error, onShip, onClose }: Props) {
  const [how, setHow] = useState<'parcel' | 'none'>(order.simType === 'esim' ? 'none' : 'parcel')
  const [courier, setCourier] = useState<Courier>('cj')
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
      title={t('orders.ship_title', { number: order.number })}
      text={t('orders.next_hint')}
      verb={t('orders.move.ship')}
      busy={busy}
      error={error}
      onConfirm={send}
      onClose={onClose}
    >
      <Segmented
        label={t('orders.ship_how')}
        options={[
          { value: 'parcel', label: t('orders.ship_parcel') },
          { value: 'none', label: t('orders.ship_none') },
        ]}
        value={how}
        onValue={setHow}
      />
      {how === 'none' ? (
        <p class="muted">{t('orders.ship_none_text')}</p>
      ) : (
        <>
          <Select
            label={t('orders.courier')}
            options={COURIERS.map((value) => ({ value, label: t(`words.courier.${value}`) }))}
            value={courier}
            onValue={setCourier}
          />
          <Input
            label={t('orders.tracking')}
            help={t('orders.ship_digits')}
            error={asked && !isRight ? t('orders.ship_digits') : undefined}
            class="n"
            inputMode="numeric"
            autocomplete="off"
            value={number}
            onInput={({ currentTarget }) =>
              setNumber(currentTarget.value.replace(/\D/g, '').slice(0, 20))
            }
          />
        </>
      )}
    </Confirm>
  )
}
