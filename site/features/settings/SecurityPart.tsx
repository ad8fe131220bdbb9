import type { Me } from '../../lib/session.ts'
import { FactorSection } from './FactorSection.tsx'
import { PasswordForm } from './PasswordForm.tsx'

/** What proves that it is this person. While a second factor is owed it stands first. */
export function SecurityPart({ me }: { me: Me }) {
  return me.secondFactor === 'owed' ? (
    <>
      <FactorSection me={me} />
      <PasswordForm username={me.username} line />
    </>
  ) : (
    <>
      <PasswordForm username={me.username} />
      <FactorSection me={me} line />
    </>
  )
}
