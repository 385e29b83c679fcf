import type { Case, CannedReply, Company, Customer, Interaction } from "../../../../src/storage/customer-records";
import { Talk } from "../talk";

const created = "2026-01-01T09:00:00.000+01:00";

export const customer = (id: string, name: string, more: Partial<Customer> = {}): Customer => ({
  ...{ id, name, emails: [], phones: [], tags: [], external: [], created },
  ...more,
});

export const company = (id: string, name: string): Company => ({ id, name, external: [], created });

export const supportCase = (id: string, number: number, whose: string, more: Partial<Case> = {}): Case => ({
  ...{ id, number, subject: "Printer on fire", customer: whose, state: "open", priority: "normal" },
  ...{ opened: created, updated: created, external: [] },
  ...more,
});

export const interaction = (id: string, whose: string, at: string, more: Partial<Interaction> = {}): Interaction => ({
  ...{ id, customer: whose, kind: "email", at, text: "hello", external: [] },
  ...more,
});

export const reply = (id: string, name: string, text: string): CannedReply => ({ id, name, text, created });

/** A small desk: Anna and Tomas of Acme, Bob of no company. It is Monday 2 March 2026. */
export function desk(): Talk {
  return new Talk()
    .put("companies", company("acme", "Acme Ltd"))
    .put(
      "customers",
      customer("anna", "Anna Berg", {
        emails: ["anna@acme.example"],
        phones: ["+47 555 0101"],
        company: "acme",
        role: "Buyer",
      }),
      customer("tomas", "Tomas Lind", { emails: ["tomas@acme.example"], company: "acme" }),
      customer("bob", "Bob Dahl"),
    )
    .put(
      "cases",
      supportCase("fire", 1042, "anna"),
      supportCase("twice", 1037, "anna", { subject: "Order 1182 came twice", state: "closed" }),
      supportCase("labels", 1043, "tomas", { subject: "Labels can't be read", state: "waiting" }),
    )
    .put(
      "interactions",
      interaction("i1", "anna", "2026-02-24T09:00:00+01:00", { direction: "in", text: "The printer smokes." }),
      interaction("i2", "anna", "2026-02-26T15:00:00+01:00", { kind: "note", text: "Power supply swapped." }),
      interaction("i3", "tomas", "2025-04-20T10:00:00+02:00", { direction: "in", text: "Which VAT number?" }),
      interaction("i4", "tomas", "2025-06-03T10:00:00+02:00", { direction: "out", text: "May I have the contract?" }),
      interaction("i5", "bob", "2026-02-20T10:00:00+01:00", { direction: "out", text: "Your quotation." }),
    )
    .put("replies", reply("refund", "refund", "Dear {first name}, your refund for {order} is on its way. {company}"));
}
