/** The version of the terms and the privacy notice that a person agrees to; change it with either text. */
export const CONSENT_VERSION = '2026-11'
