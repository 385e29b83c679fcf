import { SingleBar } from "cli-progress";

/** Where a command writes. Results go to stdout, everything about them to stderr. */
export interface Output {
  print(text: string): void;
  complain(text: string): void;
  /** A step of known length: a bar on a terminal, plain lines otherwise. */
  progress(title: string): Progress;
}

export interface Progress {
  update(done: number, total: number, note?: string): void;
  end(): void;
}

export function consoleOutput(): Output {
  return {
    print: (text) => process.stdout.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
    progress: (title) => (process.stderr.isTTY ? bar(title) : lines(title)),
  };
}

function bar(title: string): Progress {
  const single = new SingleBar({
    format: `${title.padEnd(22)} {bar} {percentage}% {note}`,
    hideCursor: true,
    barsize: 30,
  });
  let started = false;
  return {
    update(done, total, note = "") {
      if (!started) single.start(total, 0, { note });
      started = true;
      single.setTotal(total);
      single.update(done, { note });
    },
    end: () => single.stop(),
  };
}

/** One line at each tenth of the way. */
function lines(title: string): Progress {
  let shown = -1;
  return {
    update(done, total, note = "") {
      const tenth = Math.floor((10 * done) / Math.max(1, total));
      if (tenth === shown) return;
      shown = tenth;
      process.stderr.write(`${title}: ${tenth * 10} % ${note}\n`);
    },
    end: () => undefined,
  };
}
