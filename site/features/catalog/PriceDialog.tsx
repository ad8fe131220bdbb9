import { useState } from 'preact/hooks'
import type { ProductPrice } from '#api/prices/contract.ts'
import { PRODUCT_CATEGORIES, type ProductCategory } from '#db/words.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useKeyring } from '../../lib/keys.ts'
import { sayField } from '../../lib/messages.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Input } from '../../ui/Field.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { toast } from '../../ui/toasts.ts'
import { FormDialog } from './FormDialog.tsx'
import { useSeen } from './use-seen.ts'

type Props = { price?: ProductPrice | undefined; onClose: () => void }

/** A product of the own price list; the margin follows while it is typed. */
export function PriceDialog({ price, onClose }: Props) {
  const [name, setName] = useState(price?.name ?? '')
  const [category, setCategory] = useState<ProductCategory>(price?.category ?? 'accessory')
  const [purchaseWon, setPurchase] = useState(price?.purchaseWon ?? undefined)
  const [sellingWon, setSelling] = useState(price?.sellingWon)
  const [active, setActive] = useState(price?.active ?? true)
  const [asked, setAsked] = useState(false)
  const ring = useKeyring()
  const seen = useSeen(price)
  const needed = (label: string) => t('errors.field.required', { name: label })
  const save = useAction(async () => {
    const json = {
      ...{ name: name.trim(), category },
      ...{ purchaseWon: purchaseWon ?? 0, sellingWon: sellingWon ?? 0 },
    }
    if (price) {
      const sent = { version: seen.version, ...json, active }
      await api.put('/prices/:id', { param: { id: price.id }, json: sent })
    } else await api.post('/prices', { json, idempotencyKey: ring.keyOf(json) })
    toast(t(price ? 'reference.saved' : 'reference.added', { name: json.name }))
    onClose()
  }, seen.failed)
  const isTaken = save.error instanceof ApiProblem && save.error.code === 'conflict'
  const isRight = name.trim() !== '' && purchaseWon !== undefined && sellingWon !== undefined
  const margin =
    purchaseWon !== undefined && sellingWon !== undefined
      ? `${t('reference.margin_head')} ${won(sellingWon - purchaseWon)}`
      : undefined
  return (
    <FormDialog
      title={price ? t('reference.edit_title', { name: price.name }) : t('reference.add_price')}
      verb={t(price ? 'reference.save' : 'reference.add_price')}
      busy={save.busy}
      error={isTaken ? undefined : save.error}
      conflict={price && seen.isOvertaken ? `${price.name} · ${won(price.sellingWon)}` : undefined}
      onSend={() => {
        setAsked(true)
        if (isRight) void save.run()
        return isRight
      }}
      onClose={onClose}
    >
      <Segmented
        label={t('reference.price_category')}
        options={PRODUCT_CATEGORIES.map((value) => ({
          value,
          label: t(`reference.price_category.${value}`),
        }))}
        value={category}
        onValue={setCategory}
      />
      <Input
        label={t('reference.price_name')}
        value={name}
        maxLength={200}
        autocomplete="off"
        error={
          asked && !name.trim()
            ? needed(t('reference.price_name'))
            : isTaken
              ? t('reference.price_taken')
              : sayField(save.error, 'name', t('reference.price_name'))
        }
        onInput={({ currentTarget }) => setName(currentTarget.value)}
      />
      <div class="catalog-pair">
        <MoneyInput
          label={t('reference.purchase')}
          value={purchaseWon}
          error={asked && purchaseWon === undefined ? needed(t('reference.purchase')) : undefined}
          onValue={setPurchase}
        />
        <MoneyInput
          label={t('reference.selling')}
          value={sellingWon}
          effect={margin}
          error={asked && sellingWon === undefined ? needed(t('reference.selling')) : undefined}
          onValue={setSelling}
        />
      </div>
      {price && (
        <Checkbox checked={active} onValue={setActive}>
          {t('reference.offered')}
        </Checkbox>
      )}
    </FormDialog>
  )
}
