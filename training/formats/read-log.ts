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

/** What the readers have to say about a project: its faults, and the names they met. */
export class ReadLog {
  readonly faults: Fault[] = [];
  readonly references: Reference[] = [];

  error(place: Place, code: FaultCode, message: string): void {
    this.faults.push({ place, code, message, severity: "error" });
  }

  warning(place: Place, code: FaultCode, message: string): void {
    this.faults.push({ place, code, message, severity: "warning" });
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

/** One line for a terminal, in the form editors make clickable. */
export function formatFault(fault: Fault): string {
  const { file, line, column } = fault.place;
  return `${file}:${line}:${column} ${fault.code} ${fault.message.replaceAll(/\s*\n\s*/g, " ")}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
