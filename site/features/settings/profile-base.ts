import type { Me } from '../../lib/session.ts'

/** The fields of a profile as they were when its draft was made, with the version they were read from. */
export type Profile = Pick<Me, 'version' | 'name' | 'email' | 'phone'>

/**
 * The version that a draft may replace. A newer one with the same fields may be replaced too: something else
 * about the person changed, for example their authenticator app. One with other fields may not, because the
 * person has not seen them.
 */
export const versionFor = (base: Profile, now: Profile): number =>
  base.name === now.name && base.email === now.email && base.phone === now.phone
    ? now.version
    : base.version
