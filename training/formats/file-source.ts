import type { Environment } from "./environment-variables";

/** A project's folder, wherever it is: on disk, in memory, in an upload. */
export interface FileSource {
  /** Every file below the folder. */
  list(): ListedFile[];
  /** The text of a listed file. */
  read(path: string): string;
  /** What `${NAME}` in the project's files stands for. */
  environment: Environment;
}

export interface ListedFile {
  /** Relative to the folder, with forward slashes. */
  path: string;
  /** Bytes. */
  size: number;
}
