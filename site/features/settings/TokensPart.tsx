import { useState } from 'preact/hooks'
import type { ApiToken, CreatedApiToken } from '#api/tokens/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { dateOf, relative } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toasts.ts'
import { permissionWords } from './permission-words.ts'
import { TokenDialog } from './TokenDialog.tsx'
import { TokenSecret } from './TokenSecret.tsx'
import { focusPart } from './url-state.ts'

/** Tokens for programs that act in this person's name, limited to the chosen scopes. */
export function TokensPart() {
  const list = useAnswer(addressOf('/me/tokens'))
  const [isMaking, setMaking] = useState(false)
  const [made, setMade] = useState<CreatedApiToken>()
  const [revoking, setRevoking] = useState<ApiToken>()
  const revoke = useAction(async ({ id }: ApiToken) => {
    await api.post('/me/tokens/:id/revocation', { param: { id } })
    setRevoking(undefined)
    toast(t('settings.token_revoked'))
    focusPart()
  })
  const items = list.data?.items
  return (
    <Section
      title={t('settings.part.tokens')}
      actions={
        <Button size="sm" icon="plus" onClick={() => setMaking(true)}>
          {t('settings.token_new')}
        </Button>
      }
    >
      <p class="muted">{t('settings.tokens_about')}</p>
      {list.state === 'loading' && <SkeletonLines lines={3} />}
      {list.state === 'failed' && (
        <ErrorState what={t('settings.part.tokens')} error={list.error} onRetry={list.reload} />
      )}
      {items?.length === 0 && (
        <Empty boxed title={t('settings.tokens_none')} text={t('settings.tokens_none_text')} />
      )}
      <ul class="settings-list">
        {items?.map((token) => (
          <TokenRow key={token.id} token={token} onRevoke={() => setRevoking(token)} />
        ))}
      </ul>
      {isMaking && (
        <TokenDialog
          onClose={() => setMaking(false)}
          onMade={(token) => {
            setMaking(false)
            setMade(token)
          }}
        />
      )}
      {made && <TokenSecret token={made} onClose={() => setMade(undefined)} />}
      {revoking && (
        <Confirm
          danger
          title={t('settings.token_revoke_title', { name: revoking.name })}
          text={t('settings.token_revoke_text')}
          verb={t('settings.token_revoke')}
          busy={revoke.busy}
          error={revoke.error}
          onConfirm={() => void revoke.run(revoking)}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </Section>
  )
}

function TokenRow({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) {
  const { name, scopes, expiresAt, lastUsedAt } = token
  const used = lastUsedAt
    ? t('settings.token_used', { at: relative(lastUsedAt, serverNow()) })
    : t('settings.token_unused')
  return (
    <li>
      <div>
        <b class="strong">{name}</b>
        <small class="subtle n">
          {t('settings.token_until', { day: dateOf(expiresAt) })} · {used}
        </small>
        <small class="subtle">{scopes.map(permissionWords).join(', ')}</small>
      </div>
      <Button size="sm" onClick={onRevoke} aria-label={`${name}, ${t('settings.token_revoke')}`}>
        {t('settings.token_revoke')}
      </Button>
    </li>
  )
}
