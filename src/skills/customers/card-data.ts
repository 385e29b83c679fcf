import type { Case, CannedReply, Interaction } from "../../storage/customer-records";

export type CaseLine = Pick<Case, "id" | "number" | "subject" | "state" | "priority"> & {
  /** The customer's name. */
  who: string;
};

export type InteractionLine = Pick<Interaction, "id" | "kind" | "text"> & {
  direction: "in" | "out" | "";
  who: string;
  /** "yesterday, Mon 1 Mar". */
  when: string;
};

/** A customer as they are now: what is open, and what happened last. */
export type CustomerCardData = {
  card: "customer";
  id: string;
  name: string;
  /** "Buyer at Acme"; may be empty. */
  about: string;
  emails: string[];
  phones: string[];
  tags: string[];
  notes: string;
  cases: CaseLine[];
  latest: InteractionLine[];
};

/** Several customers, each to tap. */
export type CustomersCardData = {
  card: "customers";
  title: string;
  customers: { id: string; name: string; note: string }[];
};

export type CasesCardData = { card: "cases"; title: string; cases: CaseLine[] };

/** What happened, the newest first. */
export type InteractionsCardData = {
  card: "interactions";
  title: string;
  entries: InteractionLine[];
};

/** A canned reply, filled, to be taken elsewhere: nothing is sent from here. */
export type CannedReplyCardData = Pick<CannedReply, "name" | "text"> & {
  card: "canned-reply";
  /** Whom it is for; null where nobody is known. */
  customer: string | null;
};
