/** Breaks a text into lines of at most 119 characters. */
export const wrapLines = (text: string): string => text.replace(/(.{1,119})( |$)/g, '$1\n').trim()
