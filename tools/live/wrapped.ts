/** Lines that a terminal of 120 columns holds. */
export const wrapped = (text: string): string => text.replace(/(.{1,119})( |$)/g, '$1\n').trim()
