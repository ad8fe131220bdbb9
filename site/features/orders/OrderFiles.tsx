import type { OrderDetail } from '#api/orders/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { labelOf, sizeWords } from '../../ui/form-field/field-words.ts'
import { Section } from '../../ui/Page.tsx'

export type FilesProps = { order: OrderDetail }

/** The files of an order, for those who may read them. */
export function OrderFiles({ order }: FilesProps) {
  const { attachments, template } = order
  const fetching = useAction((id: string) => download(order.id, id))
  return (
    <Section line title={t('orders.files')}>
      <ul class="flex flex-col">
        {attachments.map(({ id, field, name, sizeBytes }) => {
          const entry = template.find(({ key }) => key === field)
          return (
            <li key={id} class="flex items-center gap-3 py-1">
              <span class="min-w-0 flex-1">
                <span class="med block trunc">{entry ? labelOf(entry) : field}</span>
                <span class="subtle n text-t12">
                  {name} · {sizeWords(sizeBytes)}
                </span>
              </span>
              <Button
                size="sm"
                icon="download"
                aria-label={t('orders.file_get_name', { name })}
                onClick={() => void fetching.run(id)}
              >
                {t('orders.file_get')}
              </Button>
            </li>
          )
        })}
      </ul>
      <p class="subtle pb-3 text-t12">{t('orders.files_recorded')}</p>
      {fetching.error !== undefined && <ErrorNote error={fetching.error} />}
    </Section>
  )
}

/** Reads the order first: this renews an expired session, which a plain link could not. */
async function download(orderId: string, id: string): Promise<void> {
  const { attachments } = await api.get(addressOf('/orders/:id', { param: { id: orderId } }))
  const file = attachments.find((each) => each.id === id)
  if (!file) return
  const link = document.createElement('a')
  link.href = `/api/v2/attachments/${id}/file`
  link.download = file.name
  link.click()
}
