import { useState } from 'preact/hooks'
import type { Field } from '#api/forms/fields.ts'
import { t, withWords } from '../../lib/i18n/t.ts'
import { Button } from '../Button.tsx'
import { later } from '../later.tsx'
import { canScan } from './barcodes.ts'
import type { ScannerProps } from './Scanner.tsx'

const Scanner = later<ScannerProps>(() =>
  withWords(['scanning'], import('./Scanner.tsx')).then((file) => file.Scanner),
)

type Props = { field: Field; label: string; onFound: (answer: string) => void }

/** Reads a number with the camera, where the browser can; typing is always possible. */
export function ScanButton({ field, label, onFound }: Props) {
  const [isOpen, setOpen] = useState(false)
  if (!canScan(field)) return null
  return (
    <>
      <Button size="sm" class="mt-1" onClick={() => setOpen(true)}>
        {t('answers.scan', { name: label })}
      </Button>
      {isOpen && (
        <Scanner
          field={field}
          label={label}
          onFound={(answer) => {
            setOpen(false)
            onFound(answer)
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
