import type * as z from 'zod'
import { GRANTED, PERMISSIONS, type Permission } from '../access/permissions.ts'
import { type ErrorCode, STATUS_OF } from '../errors.ts'
import type { Described } from './described.ts'
import { inline, type JsonSchema, jsonSchemas } from './json-schemas.ts'
import type { Answer } from './notes.ts'
import { ProblemBody } from './problem.ts'
import { isV1 } from './v1-address.ts'
import { V1Problem, v1StatusOf } from './v1-refusal.ts'

export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description?: string
  schema: JsonSchema
}
export type Content = Record<string, { schema: JsonSchema }>
export type Operation = {
  operationId: string
  tags: string[]
  summary: string
  description?: string
  security: Record<string, string[]>[]
  parameters: Parameter[]
  requestBody?: { required: boolean; content: Content }
  responses: Record<string, Response | { $ref: string }>
}
export type Response = { description: string; headers?: JsonSchema; content?: Content }
export type OpenApi = {
  openapi: string
  info: { title: string; version: string; description: string }
  tags: { name: string }[]
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, JsonSchema>
    responses: Record<string, Response>
    headers: JsonSchema
    securitySchemes: JsonSchema
  }
}

/** The OpenAPI 3.1 document of these routes, made from the notes of their middlewares. */
export function openApi(
  info: OpenApi['info'],
  contracts: Record<string, z.ZodType>,
  routes: Described[],
): OpenApi {
  const schemas = jsonSchemas({ ...contracts, Problem: ProblemBody, V1Problem }, [
    ...routes,
    REFUSING,
  ])
  const paths: OpenApi['paths'] = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) }
  }
  return {
    openapi: '3.1.1',
    info,
    // The tag of operation comes after those of the features.
    tags: [...new Set([...routes.map(tagOf).filter((tag) => tag !== OPERATION), OPERATION])].map(
      (name) => ({ name }),
    ),
    paths,
    components: {
      schemas: schemas.components,
      responses: Object.fromEntries(
        routes.flatMap((route) =>
          refusals(route).map(({ name, codes }) => [name, refusalOf(route)(codes)]),
        ),
      ),
      headers: HEADERS,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'maru_access',
          description: 'For the site alone: with it nothing is changed but from its own pages.',
        },
      },
    },
  }
}

/** No real route: it keeps the schemas of refusals among the components. */
const REFUSING: Described = {
  method: 'GET',
  path: '',
  public: true,
  signedIn: false,
  once: false,
  answers: [ProblemBody, V1Problem].map((schema) => ({ status: 200, description: '', schema })),
  problems: [],
}

const BEARER = { bearer: [] }
type Schemas = ReturnType<typeof jsonSchemas>

function operation(route: Described, schemas: Schemas): Operation {
  const { permission, body, file, answers } = route
  return {
    operationId: operationIdOf(route),
    tags: [tagOf(route)],
    summary: answers[0]?.description ?? '',
    ...(permission && {
      description: `Needs \`${permission}\`: ${holdersOf(permission).join('; ')}.`,
    }),
    security: !route.signedIn ? [] : isV1(route.path) ? [BEARER] : [BEARER, { cookie: [] }],
    parameters: [...pathParameters(route), ...queryParameters(route), ...headers(route)],
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemas.body(body) } },
      },
    }),
    ...(file && { requestBody: { required: true, content: fileContent(file) } }),
    responses: {
      ...Object.fromEntries(answers.map((answer) => [answer.status, success(answer, schemas)])),
      ...Object.fromEntries(
        refusals(route).map(({ status, name }) => [
          status,
          { $ref: `#/components/responses/${name}` },
        ]),
      ),
    },
  }
}

const fileContent = (types: readonly string[]): Content =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))

/** The grades with the permission by role, and those with it by a grant. */
function holdersOf(permission: Permission): string[] {
  const granted = GRANTED[permission]
  const byRole = PERMISSIONS[permission].join(', ')
  const byGrant = granted && `with the grant \`${granted.grant}\` ${granted.to.join(', ')}`
  return [byRole, byGrant].flatMap((text) => text || [])
}

/** The id of `POST /api/v2/orders/:id/approval` is `postOrdersByIdApproval`. */
export const operationIdOf = ({ method, path }: Pick<Described, 'method' | 'path'>): string =>
  method.toLowerCase() +
  nouns(path)
    .map((noun) => noun.replace(/^:/, 'by-'))
    .join('-')
    .replaceAll(/(?:^|[-.])(\w)/g, (_, letter: string) => letter.toUpperCase())

const nouns = (path: string) => path.split('/').filter((part) => !['', 'api', 'v2'].includes(part))
const OPERATION = 'operation'
const tagOf = ({ path }: Described) =>
  path.startsWith('/api/v2/') || isV1(path) ? (nouns(path)[0] ?? '') : OPERATION

const pathParameters = ({ path, serial }: Described): Parameter[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: isV1(path) || serial ? { type: 'integer' } : { type: 'string', format: 'uuid' },
  }))

/** Each field of the query is a parameter; a number, sent as text, is described as a number. */
function queryParameters({ query }: Described): Parameter[] {
  if (!query) return []
  const { properties = {} } = inline(query, 'output') as { properties?: Record<string, JsonSchema> }
  const { required = [] } = inline(query, 'input') as { required?: string[] }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

const headers = ({ once }: Described): Parameter[] =>
  once
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          description:
            'New for each command, the same for its repeats: a repeat gets the first answer.',
          schema: { type: 'string', minLength: 8, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
        },
      ]
    : []

const HEADERS = {
  'X-Trace-Id': { description: "The request's id in our log.", schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } },
}
const header = (name: keyof typeof HEADERS) => ({
  [name]: { $ref: `#/components/headers/${name}` },
})

function success(answer: Answer, schemas: Schemas): Response {
  const { description, schema, type = 'application/json' } = answer
  const isFile = !schema && type !== 'application/json'
  const shape = schema ? schemas.answer(schema) : { type: 'string', format: 'binary' }
  return {
    description,
    headers: header('X-Trace-Id'),
    ...((schema || isFile) && { content: { [type]: { schema: shape } } }),
  }
}

/** One response per status; the body of a problem has the exact code. */
function refusals({ path, problems }: Described) {
  const isOld = isV1(path)
  const statusOf = (code: ErrorCode) => (isOld ? v1StatusOf(code) : STATUS_OF[code])
  return [...Map.groupBy(problems.toSorted(), statusOf)].map(([status, codes]) => ({
    status,
    codes,
    name: (isOld ? 'V1' : '') + codes.map(capitalised).join('Or'),
  }))
}

const refusalOf = ({ path }: Described) => (isV1(path) ? v1Refusal : refusal)

function v1Refusal(codes: ErrorCode[]): Response {
  const schema = { $ref: '#/components/schemas/V1Problem' }
  return { ...refusal(codes), content: { 'application/json': { schema } } }
}

const capitalised = (code: string) =>
  code.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())

function refusal(codes: ErrorCode[]): Response {
  const mayWait = codes.some((code) => code === 'too_many_requests' || code === 'busy')
  return {
    description: codes.map((code) => `\`${code}\``).join(', '),
    headers: { ...header('X-Trace-Id'), ...(mayWait && header('Retry-After')) },
    content: {
      'application/problem+json': {
        schema: {
          allOf: [{ $ref: '#/components/schemas/Problem' }],
          properties: { code: { enum: codes } },
        },
      },
    },
  }
}
