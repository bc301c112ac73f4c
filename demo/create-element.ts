type Attributes = Readonly<Record<string, string | ((event: Event) => void)>>

/**
 * Creates an element. An attribute with a function adds a listener for the event of that name. Strings among the children
 * become text nodes, so markup in them is not interpreted.
 */
export type CreateElement = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes?: Attributes,
  ...children: readonly (Node | string)[]
) => HTMLElementTagNameMap[Tag]

/** Returns a function that creates elements of a document. */
export const elementCreator =
  (document: Document): CreateElement =>
  (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === 'string') element.setAttribute(name, value)
      else element.addEventListener(name, value)
    }
    element.append(...children)
    return element
  }
