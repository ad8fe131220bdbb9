import type { Me } from '../../lib/session.ts'
import { FactorSection } from './FactorSection.tsx'
import { PasswordForm } from './PasswordForm.tsx'

/** Password and second factor. A second factor that is owed comes first. */
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
