type MathEngine = typeof import("./math-engine");

let loading: Promise<MathEngine> | undefined;

/** The part that carries mathjs, fetched at its first use. A load that failed is tried again the next time. */
export function mathEngine(): Promise<MathEngine> {
  loading ??= import("./math-engine").catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Loads mathjs ahead of the first sum; the worker calls it when it has nothing else to do. */
export async function warmUp(): Promise<void> {
  await mathEngine();
}
