/** Oldest first; to sort records with. */
export function byCreated(a: { created: string }, b: { created: string }): number {
  return Date.parse(a.created) - Date.parse(b.created);
}
