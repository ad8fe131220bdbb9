import { t } from '../../../lib/i18n/t.ts'

const KEYS = [
  [['Ctrl', 'V'], 'keys_paste'],
  [['Ctrl', 'D'], 'keys_fill'],
  [['Delete'], 'keys_clear'],
  [['Shift', 'Delete'], 'keys_closed'],
  [['Ctrl', 'Z'], 'undo'],
  [['F8'], 'keys_problem'],
] as const

/** Below the grid: the keys, and what its looks mean. */
export const Legend = ({
  version,
  hasGroups,
}: {
  /** The version in force, which changed cells differ from. */
  version: number | undefined
  hasGroups: boolean
}) => (
  <div class="price-legend">
    {KEYS.map(([caps, says]) => (
      <span key={says}>
        <kbd class="kbd">{caps.join(' ')}</kbd> {t(`editing.${says}`)}
      </span>
    ))}
    {hasGroups && <span class="ml-auto">{t('editing.legend_inherited', { won: '260,000' })}</span>}
    {version !== undefined && (
      <span>
        <span class="corner-mark" aria-hidden="true" /> {t('editing.legend_before', { n: version })}
      </span>
    )}
  </div>
)
