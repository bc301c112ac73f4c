/**
 * Limits of the service, where the documentation gives them.
 *
 * @see https://guide.ncloud-docs.com/docs/en/cloudfunctions-spec
 */

/** Longest time that the service waits for a run, and its default: milliseconds. The action itself may run longer. */
export const LONGEST_RUN_WAIT_MS = 60_000

/** Shortest and longest timeout of an action: milliseconds. */
export const SHORTEST_ACTION_TIMEOUT_MS = 500
export const LONGEST_ACTION_TIMEOUT_MS = 300_000

/** Memory that an action can have: megabytes. */
export const MEMORY_SIZES_MB: readonly number[] = [128, 256, 512, 1024]

/** Longest description: bytes of UTF-8. */
export const LONGEST_DESCRIPTION_BYTES = 3000

/** Largest parameters, and largest result: bytes of their JSON. */
export const LARGEST_PARAMETERS_BYTES: number = 2 ** 20

/** Largest code: bytes of the source text or of the zip file. */
export const LARGEST_CODE_BYTES: number = 38 * 2 ** 20

/** The same in base64, which is how a zip file is sent. */
export const LARGEST_CODE_BASE64_BYTES: number = /* @__PURE__ */ Math.ceil(LARGEST_CODE_BYTES / 3) * 4

/** Minutes between two reminders of a Cloud Insight trigger. */
export const SHORTEST_REMINDER_MINUTES = 5
export const LONGEST_REMINDER_MINUTES = 720
