import { Store } from "../session/store";

/** One of a few that the user chose, kept on this device; all tabs have it. */
export class KeptChoice<T extends string> extends Store<T> {
  readonly #key: string;
  readonly #values: readonly T[];

  /** The first of `values` holds until another is chosen. */
  constructor(key: string, values: readonly [T, ...T[]]) {
    super(kept(key, values));
    this.#key = key;
    this.#values = values;
    window.addEventListener("storage", (event) => {
      if (event.key === key || event.key === null) this.set(kept(key, values));
    });
  }

  readonly choose = (value: T): void => {
    if (!this.#values.includes(value)) return;
    try {
      localStorage.setItem(this.#key, value);
    } catch {
      // Storage refused: the choice lasts as long as the page.
    }
    this.set(value);
  };
}

function kept<T extends string>(key: string, values: readonly [T, ...T[]]): T {
  try {
    const written = localStorage.getItem(key);
    return values.find((value) => value === written) ?? values[0];
  } catch {
    return values[0];
  }
}
