/** The key of the object that a try to upload writes. */
export const objectKey = (id: string, tryNumber: number): string => `attachments/${id}/${tryNumber}`

/** Every object that the tries of an upload may have left in the storage. */
export const objectKeys = (id: string, tries: number): string[] =>
  Array.from({ length: tries }, (_, i) => objectKey(id, i + 1))
