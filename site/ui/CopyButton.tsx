import { useState } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { IconButton } from './Button.tsx'

/** Copies a code; confirms at the button, in text that screen readers read. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <span class="inline-flex items-center">
      <IconButton
        icon={copied ? 'check' : 'copy'}
        size={14}
        label={label}
        onClick={() => void copy()}
        onBlur={() => setCopied(false)}
      />
      <span class="vh" aria-live="polite">
        {copied ? t('ui.copied') : ''}
      </span>
    </span>
  )
}
