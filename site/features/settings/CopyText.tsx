import { useState } from 'preact/hooks'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'

/** Copies a value that is shown once; confirms on the button, in text that screen readers read. */
export function CopyText({ text, children }: { text: string; children: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <Button
      icon={copied ? 'check' : 'copy'}
      onClick={() => void copy()}
      onBlur={() => setCopied(false)}
    >
      <span aria-live="polite">{copied ? t('ui.copied') : children}</span>
    </Button>
  )
}
