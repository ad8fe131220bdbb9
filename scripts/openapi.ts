export type OpenApi = {
  openapi?: string
  paths?: Record<string, Record<string, unknown>>
  [more: string]: unknown
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'])

type Operation = {
  operationId?: string
  summary?: string
  parameters?: { name?: string; in?: string }[]
  responses?: Record<string, { description?: string }>
}

/** Faults of an OpenAPI 3.1 document that mislead a client generator. */
export function faultsOf(document: OpenApi): string[] {
  const version = document.openapi?.startsWith('3.1.') ? [] : ['openapi: must be 3.1.x']
  const seen = new Map<string, string>()
  const perOperation = operations(document).flatMap(({ at, path, operation }) => {
    const faults: string[] = []
    const id = operation.operationId
    if (!id) faults.push(`${at}: has no operationId`)
    else if (seen.has(id)) faults.push(`${at}: operationId ${id} is also ${seen.get(id)}`)
    else seen.set(id, at)
    if (!operation.summary) faults.push(`${at}: has no summary`)
    return [
      ...faults,
      ...faultsOfParameters(at, path, operation),
      ...faultsOfResponses(at, operation),
    ]
  })
  return [...version, ...perOperation, ...deadReferences(document)]
}

function operations(document: OpenApi) {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.has(method))
      // Each value under a method is an operation by the specification.
      .map(([method, value]) => ({
        at: `${method.toUpperCase()} ${path}`,
        path,
        operation: value as Operation,
      })),
  )
}

function faultsOfParameters(at: string, path: string, operation: Operation): string[] {
  const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '')
  const declared = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'path')
    .map((parameter) => parameter.name ?? '')
  return [
    ...inPath
      .filter((name) => !declared.includes(name))
      .map((name) => `${at}: {${name}} is not declared`),
    ...declared
      .filter((name) => !inPath.includes(name))
      .map((name) => `${at}: ${name} is not in the path`),
  ]
}

function faultsOfResponses(at: string, operation: Operation): string[] {
  const responses = Object.entries(operation.responses ?? {})
  if (responses.length === 0) return [`${at}: has no response`]
  const faults = responses
    .filter(([, response]) => !('$ref' in response) && !response.description)
    .map(([status]) => `${at}: response ${status} has no description`)
  const succeeds = responses.some(([status]) => /^[123]/.test(status))
  return succeeds ? faults : [...faults, `${at}: has no response but failures`]
}

function deadReferences(document: OpenApi): string[] {
  const dead = new Set<string>()
  const visit = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if (key === '$ref' && typeof inner === 'string' && !resolves(document, inner)) dead.add(inner)
      visit(inner)
    }
  }
  visit(document)
  return [...dead].map((reference) => `${reference}: refers to nothing`)
}

function resolves(document: OpenApi, reference: string): boolean {
  if (!reference.startsWith('#/')) return false
  const keys = reference.slice(2).split('/')
  const plain = (key: string) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')
  let value: unknown = document
  for (const key of keys.map(plain)) {
    if (typeof value !== 'object' || value === null || !(key in value)) return false
    // The check above shows that the key exists.
    value = (value as Record<string, unknown>)[key]
  }
  return true
}
