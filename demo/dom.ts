type Attributes = Readonly<Record<string, string | ((event: Event) => void)>>

/** Makes an element of a document. A function among its attributes listens to the event of that name. */
export type El = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes?: Attributes,
  ...children: readonly (Node | string)[]
) => HTMLElementTagNameMap[Tag]

/** Elements for one document. Strings become text nodes, whatever markup they hold. */
export const elements =
  (doc: Document): El =>
  (tag, attributes = {}, ...children) => {
    const element = doc.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === 'string') element.setAttribute(name, value)
      else element.addEventListener(name, value)
    }
    element.append(...children)
    return element
  }
