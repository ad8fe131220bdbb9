import { t } from '../../../lib/i18n/t.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Popover } from '../../../ui/Popover.tsx'

/** The bar of the task: back to the previous step or to the orders, its name, and starting over. */
export function FormHead({
  onBack,
  onRestart,
}: {
  onBack: (() => void) | undefined
  onRestart: () => void
}) {
  return (
    <header class="order-head">
      <button
        type="button"
        class="icon-btn"
        aria-label={t('ordering.back')}
        title={t('ordering.back')}
        onClick={() => (onBack ? onBack() : location.assign('/orders'))}
      >
        <Icon name="arrow-left" size={20} />
      </button>
      <h1>{t('ordering.title')}</h1>
      <Popover
        label={t('ordering.menu')}
        align="right"
        trigger={(button) => (
          <button
            type="button"
            class="icon-btn"
            {...button}
            aria-label={t('ordering.menu')}
            title={t('ordering.menu')}
          >
            <Icon name="ellipsis" size={20} />
          </button>
        )}
      >
        {(close) => (
          <>
            <button
              type="button"
              class="menu-item"
              onClick={() => {
                close()
                onRestart()
              }}
            >
              <Icon name="refresh-cw" />
              {t('ordering.restart')}
            </button>
            <a class="menu-item" href="/orders">
              <Icon name="clipboard-list" />
              {t('ordering.to_orders')}
            </a>
          </>
        )}
      </Popover>
    </header>
  )
}
