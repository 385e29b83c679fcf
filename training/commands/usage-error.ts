/** Thrown by a command for wrong usage or input that can't be read: one line, exit 2. */
export class UsageError extends Error {}
