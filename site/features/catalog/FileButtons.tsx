import type { Device, Plan } from '#api/catalog/contract.ts'
import { useAction } from '../../lib/action.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Popover } from '../../ui/Popover.tsx'
import type { CatalogTab } from './url-state.ts'

type Props = {
  tab: CatalogTab
  plans: readonly Plan[] | undefined
  devices: readonly Device[] | undefined
  onImport: () => void
}

/** The catalogue as files: out of it and into it. */
export function FileButtons({ tab, plans, devices, onImport }: Props) {
  const save = useAction(async (kind: 'plan' | 'device') => {
    // The writer of workbooks loads when it is first wanted.
    const { exportDevices, exportPlans } = await import('./import/export-catalog.ts')
    await (kind === 'plan' ? exportPlans(plans ?? []) : exportDevices(devices ?? []))
  })
  const only =
    tab === 'plans' ? 'plan' : tab === 'devices' || tab === 'colors' ? 'device' : undefined
  return (
    <>
      {only ? (
        <Button icon="download" busy={save.busy} onClick={() => void save.run(only)}>
          {t('reference.export')}
        </Button>
      ) : (
        <Popover
          label={t('reference.export')}
          align="right"
          trigger={(button) => (
            <Button {...button} icon="download">
              {t('reference.export')}
            </Button>
          )}
        >
          {(close) =>
            (['plan', 'device'] as const).map((kind) => (
              <button
                type="button"
                key={kind}
                class="menu-item"
                onClick={() => {
                  close()
                  void save.run(kind)
                }}
              >
                {t(`reference.${kind}`)}
              </button>
            ))
          }
        </Popover>
      )}
      <Button icon="file-spreadsheet" onClick={onImport}>
        {t('reference.import')}
      </Button>
    </>
  )
}
