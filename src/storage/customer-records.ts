/** What a support agent keeps of those they serve. All of it is data: text from a record is shown as text, never read as an order or a template. */

/** Somebody who is served. */
export interface Customer {
  id: string;
  /** As it is said and shown: "Anna Berg". */
  name: string;
  emails: string[];
  phones: string[];
  /** A company's id. */
  company?: string;
  /** What they do there: "Buyer". */
  role?: string;
  tags: string[];
  notes?: string;
  /** What other systems call them, `system:id`: importing them again changes them and adds nobody. */
  external: string[];
  created: string;
}

export interface Company {
  id: string;
  name: string;
  notes?: string;
  external: string[];
  created: string;
}

export const CASE_STATES = ["open", "waiting", "closed"] as const;
export const PRIORITIES = ["low", "normal", "high"] as const;

export interface Case {
  id: string;
  /** What people call it: "case 1042". Unique. */
  number: number;
  subject: string;
  customer: string;
  state: (typeof CASE_STATES)[number];
  priority: (typeof PRIORITIES)[number];
  opened: string;
  /** When anything of it changed last. */
  updated: string;
  external: string[];
}

export const INTERACTION_KINDS = ["call", "email", "chat", "meeting", "note"] as const;

/** One thing that happened with a customer. */
export interface Interaction {
  id: string;
  customer: string;
  /** A case's id. */
  case?: string;
  kind: (typeof INTERACTION_KINDS)[number];
  /** `in`: from the customer; absent where it is neither's: a note, a meeting. */
  direction?: "in" | "out";
  at: string;
  text: string;
  external: string[];
}

/** An answer that is given again and again. */
export interface CannedReply {
  id: string;
  /** What it is asked for by: "refund". */
  name: string;
  /** Its `{fields}` are filled when it is used, once: what comes in with a value is text. */
  text: string;
  created: string;
}
