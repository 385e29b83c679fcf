type Work = (lock: Lock | null) => unknown;

/** Web Locks as one browser has them, without one: exclusive ones, which are waited for unless `ifAvailable`. */
export function memoryLocks(): LockManager {
  const held = new Map<string, Promise<unknown>>();
  async function request(name: string, ...rest: [Work] | [LockOptions, Work]): Promise<unknown> {
    const work = rest.at(-1) as Work;
    const options = rest.length === 2 ? rest[0] : {};
    const before = held.get(name);
    if (before && options.ifAvailable) return work(null);
    const run = Promise.resolve(before).then(() => work({ name, mode: "exclusive" }));
    const ended: Promise<unknown> = run
      .catch(() => undefined)
      .then(() => held.get(name) === ended && held.delete(name));
    held.set(name, ended);
    return run;
  }
  return { request, query: async () => ({}) } as LockManager;
}
