import { readBlock, type LoadSystem, type ReadFile } from "./contender";
import { answerWith, type Answer, type WorkerAsk } from "./protocol";

/** What a dedicated worker's global scope has, of which the DOM's types know nothing. */
interface WorkerScope {
  postMessage(message: Answer): void;
  onmessage: ((event: MessageEvent<WorkerAsk>) => void) | null;
}

/** A worker that loads the model at the address of its first message, reads that message's text, and then answers asks. */
export function serve(load: LoadSystem): void {
  const scope = globalThis as unknown as WorkerScope;
  let reader: ReturnType<LoadSystem> | undefined;
  scope.onmessage = ({ data }) => {
    if (data.kind === "start") reader = load(fetchFrom(data.model), data.model);
    const texts = data.kind === "start" ? [data.text] : data.texts;
    const read = async (): Promise<Answer> => {
      const loaded = await reader;
      if (!loaded) throw new Error("The worker was asked before it was started");
      return { kind: "block", ...(await readBlock(loaded, texts)) };
    };
    void answerWith(read).then((answer) => scope.postMessage(answer));
  };
}

function fetchFrom(base: string): ReadFile {
  return async (path) => {
    const response = await fetch(new URL(path, base));
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
}
