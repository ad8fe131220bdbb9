/** The largest file in bytes: phones take photographs of 3 to 8 MB, and scans of contracts are smaller. */
export const ATTACHMENT_BYTES_MAX = 10 * 1024 * 1024
/** The bytes that tell what a file is. */
export const SNIFFED_BYTES = 32
