import { Component, type ComponentChildren } from 'preact'
import { t } from '../lib/i18n/t.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'

type Props = { children: ComponentChildren }
type State = { code?: string | undefined }

/**
 * Contains a drawing failure within its region: shows a sentence, a code that the console logs beside the
 * error, and a retry. The rest of the page stands.
 */
export class Boundary extends Component<Props, State> {
  override state: State = {}

  override componentDidCatch(error: unknown) {
    const code = crypto.randomUUID().slice(-6).toUpperCase()
    console.error(`screen ${code}`, error)
    globalThis.reportError?.(error)
    this.setState({ code })
  }

  override render() {
    const { code } = this.state
    if (code === undefined) return this.props.children
    return (
      <div class="empty boxed" role="alert">
        <Icon name="refresh-cw" size={20} />
        <b>{t('ui.part_failed')}</b>
        <span class="muted">
          {t('ui.part_failed_text')} <span class="n">{t('ui.code', { code })}</span>
        </span>
        <Button size="sm" onClick={() => this.setState({ code: undefined })}>
          {t('ui.retry')}
        </Button>
      </div>
    )
  }
}
