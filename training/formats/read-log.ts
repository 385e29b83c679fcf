import type { FaultCode } from "./fault-codes";
import type { Fault, Place } from "./types";

/** A name met while reading, to be looked up once the whole project is known. */
export interface Reference {
  kind: "intent" | "entity" | "slot" | "action" | "loop";
  name: string;
  place: Place;
  /** What says it, for the message: "the form `trip_form`". */
  where: string;
  code: FaultCode;
  severity: Fault["severity"];
}

/** Most faults of one kind that are listed for one file. */
const MAX_ALIKE = 1_000;

/** What the readers have to say about a project: its faults, and the names they met. */
export class ReadLog {
  readonly faults: Fault[] = [];
  readonly references: Reference[] = [];
  private readonly counts = new Map<string, number>();

  error(place: Place, code: FaultCode, message: string): void {
    this.add({ place, code, message, severity: "error" });
  }

  warning(place: Place, code: FaultCode, message: string): void {
    this.add({ place, code, message, severity: "warning" });
  }

  /** A file that is wrong throughout says so a thousand times, not a million. */
  private add(fault: Fault): void {
    const kind = `${fault.severity} ${fault.code} ${fault.place.file}`;
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    if (count > MAX_ALIKE) return;
    const message =
      count === MAX_ALIKE ? `${fault.message} Further faults of this kind in this file aren't listed.` : fault.message;
    this.faults.push({ ...fault, message });
  }

  refer(reference: Omit<Reference, "severity">, severity: Fault["severity"] = "error"): void {
    this.references.push({ ...reference, severity });
  }

  /** The faults in the order of files and lines, so that a designer can walk through them. */
  sorted(): Fault[] {
    return this.faults.toSorted(
      (a, b) => compare(a.place.file, b.place.file) || a.place.line - b.place.line || a.place.column - b.place.column,
    );
  }
}

/** What a message begins with: "the form `trip_form`" as the start of a sentence. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** One line for a terminal, in the form editors make clickable. */
export function formatFault(fault: Fault): string {
  const { file, line, column } = fault.place;
  return `${file}:${line}:${column} ${fault.code} ${fault.message.replaceAll(/\s*\n\s*/g, " ")}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
