import { identity } from "../identity";

/**
 * Runs what reads the user's data and then writes it: one at a time, over all conversations and tabs, so that none writes over what another
 * has changed in between.
 */
export function exclusively<T>(locks: Pick<LockManager, "request">, work: () => Promise<T>): Promise<T> {
  return locks.request(`${identity.id}:turn`, work);
}
