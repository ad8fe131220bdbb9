import { html } from 'hono/html'
import { boundsOf, fieldsOf, typeOf } from './docs-schema.ts'
import type { Content, OpenApi, Operation, Parameter } from './openapi.ts'

/** The document as an HTML page: no script, every schema one click away. */
export const docsPage = (document: OpenApi) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>${document.info.title}</title>
    <link rel="stylesheet" href="/api/docs.css">
  </head>
  <body>
    <nav aria-label="Sections">
      <b>${document.info.title}</b>
      ${document.tags.map(({ name }) => html`<a href="#tag-${name}">${name}</a>`)}
      <a href="#schemas">schemas</a>
      <a href="/api/openapi.json">openapi.json</a>
    </nav>
    <main>
      <h1>${document.info.title}</h1>
      <p>${prose(document.info.description)}</p>
      ${document.tags.map(({ name }) => section(name, document))}
      <section id="schemas">
        <h2>Schemas</h2>
        ${Object.entries(document.components.schemas).map(
          ([name, schema]) => html`<article id="${name}">
            <h3>${name}</h3>
            ${schema.properties ? '' : html`<p>${typeOf(schema)}</p>`} ${fieldsOf(schema)}
          </article>`,
        )}
      </section>
    </main>
  </body>
</html>`

const section = (tag: string, document: OpenApi) => html`<section id="tag-${tag}">
  <h2>${tag}</h2>
  ${Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, { tags }]) => tags.includes(tag))
      .map(([method, operation]) => article(method, path, operation, document)),
  )}
</section>`

const article = (
  method: string,
  path: string,
  operation: Operation,
  document: OpenApi,
) => html`<article id="${operation.operationId}">
  <h3><b class="${method}">${method.toUpperCase()}</b> <code>${path}</code></h3>
  <p>${prose(operation.summary)}</p>
  ${operation.description ? html`<p class="who">${prose(operation.description)}</p>` : ''}
  ${operation.security.length === 0 ? html`<p class="who">No sign-in.</p>` : ''}
  ${operation.parameters.length > 0 ? html`<ul>${operation.parameters.map(parameter)}</ul>` : ''}
  ${operation.requestBody ? html`<p>Body: ${contentOf(operation.requestBody.content)}</p>` : ''}
  <dl>
    ${Object.entries(operation.responses).map(([status, response]) => {
      const { description, content } = resolve(response, document)
      const isProblem = content && 'application/problem+json' in content
      return html`<dt>${status}</dt>
        <dd>
          ${prose(description)}
          ${content && !isProblem ? html` ${contentOf(content)}` : ''}
        </dd>`
    })}
  </dl>
</article>`

const parameter = ({ name, in: place, required, schema, description }: Parameter) => html`<li>
  <code>${name}</code> <i>${place}${required ? '' : ', optional'}</i>
  <span>${typeOf(schema)}</span> <small>${boundsOf(schema)}</small>
  ${description ? html`<small>${description}</small>` : ''}
</li>`

const contentOf = (content: Content) =>
  Object.entries(content).map(
    ([type, { schema }]) =>
      html`${typeOf(schema)} ${type === 'application/json' ? '' : html`<small>${type}</small>`}
      ${fieldsOf(schema)}`,
  )

function resolve(response: Operation['responses'][string], { components }: OpenApi) {
  if (!('$ref' in response)) return response
  const found = components.responses[response.$ref.split('/').at(-1) ?? '']
  if (!found) throw new Error(`${response.$ref} refers to nothing`)
  return found
}

/** Text between backticks is code. */
const prose = (text: string) =>
  text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))
