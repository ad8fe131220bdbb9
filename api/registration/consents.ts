/** Which texts of the terms and of the privacy notice a person agreed to; moves when either changes. */
export const CONSENT_VERSION = '2026-11'
