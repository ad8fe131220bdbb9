import { useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { t, withWords } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { later } from '../../ui/later.tsx'
import type { Props } from './import/ExportVersion.tsx'

// The writer of workbooks loads when it is first wanted.
const ExportVersion = later<Props>(() =>
  withWords(['imports'], import('./import/ExportVersion.tsx')).then((file) => file.ExportVersion),
)

/** Downloads the prices of a published version; only its headquarters has them whole. */
export function ExportButton({ policy }: { policy: PolicyDetail }) {
  const [isOpen, setOpen] = useState(false)
  if (!policy.hq) return null
  return (
    <>
      <Button size="sm" icon="download" onClick={() => setOpen(true)}>
        {t('policies.export')}
      </Button>
      {isOpen && <ExportVersion policy={policy} onClose={() => setOpen(false)} />}
    </>
  )
}
