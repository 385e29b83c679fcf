import { canonical } from "../../../storage/canonical";
import type { Case, Company, Customer, Interaction } from "../../../storage/customer-records";
import { byNumber, nextNumber } from "../case-numbers";
import { companyKey, emailKey, nameKey, reachedAlike } from "../names";
import type { CaseDraft, Draft, InteractionDraft } from "./draft";
import { combinedCustomer } from "./combine";
import { changesOf, countPuts, type ImportCounts, type Put } from "./puts";

/** The stores that an import reads and writes. */
export const IMPORT_STORES = ["customers", "companies", "cases", "interactions"] as const;

export interface ImportRecords {
  customers: Customer[];
  companies: Company[];
  cases: Case[];
  interactions: Interaction[];
}

/**
 * What a file's rows make of the records that are there. Somebody is known again by what the other system calls them, by an email, or by
 * name where number or company fit, so that the same file twice adds nobody.
 */
export class ImportPlan {
  readonly #written = new Map<string, Put>();
  readonly #customers: Map<string, Customer>;
  readonly #byKey = new Map<string, Set<string>>();
  readonly #companies = new Map<string, Company>();
  readonly #cases: Map<number, Case>;
  readonly #caseKeys = new Map<string, Case>();
  readonly #interactions: Set<string>;
  readonly #seen = new Set<string>();
  #next: number;

  constructor(
    records: ImportRecords,
    private readonly about: { source: string; now: string; newId: () => string },
  ) {
    this.#customers = new Map(records.customers.map((customer) => [customer.id, customer]));
    for (const customer of records.customers) this.#know(customer);
    for (const company of records.companies) this.#companies.set(companyKey(company.name), company);
    this.#cases = byNumber(records.cases);
    for (const one of records.cases) for (const key of caseKeys(one)) this.#caseKeys.set(key, one);
    this.#interactions = new Set(records.interactions.flatMap(interactionKeys));
    this.#next = nextNumber(records.cases);
  }

  add(draft: Draft): void {
    const company = draft.company === null ? undefined : this.#companyNamed(draft.company);
    const old = this.#find(draft, company?.id);
    const isTheirOwn = old !== undefined && !this.#seen.has(old.id) && old.external.includes(this.#externalId(draft));
    const customer = combinedCustomer(old, draft, company?.id, { ...this.about, isTheirOwn });
    this.#seen.add(customer.id);
    if (!old || canonical(old) !== canonical(customer)) {
      this.#customers.set(customer.id, customer);
      this.#know(customer);
      this.#put({ store: "customers", op: "put", value: customer, before: old ?? null });
    }
    const opened = draft.case && this.#addCase(draft.case, customer.id);
    if (draft.interaction) this.#addInteraction(draft.interaction, customer.id, opened?.id);
  }

  changes(): Put[] {
    return changesOf(this.#written);
  }

  counts(): ImportCounts {
    return countPuts(this.changes(), this.#seen.size);
  }

  #put(change: Put): void {
    const key = `${change.store}/${change.value.id}`;
    const earlier = this.#written.get(key);
    this.#written.set(key, earlier ? ({ ...change, before: earlier.before } as Put) : change);
  }

  #know(customer: Customer): void {
    const keys = [
      ...customer.external.map((id) => `id ${id}`),
      ...customer.emails.map((email) => `mail ${emailKey(email)}`),
      `name ${nameKey(customer.name)}`,
    ];
    for (const key of keys) this.#byKey.set(key, (this.#byKey.get(key) ?? new Set()).add(customer.id));
  }

  #known(key: string): Customer[] {
    return [...(this.#byKey.get(key) ?? [])].flatMap((id) => this.#customers.get(id) ?? []);
  }

  #find(draft: Draft, company: string | undefined): Customer | undefined {
    const [byId] = this.#known(`id ${this.#externalId(draft)}`);
    if (byId) return byId;
    const byMail = draft.emails.flatMap((email) => this.#known(`mail ${emailKey(email)}`));
    // An address may be of a whole team: then its people are told apart by their names.
    const sameMail = byMail.find((customer) => sharesWord(customer, draft));
    if (sameMail) return sameMail;
    const alike = this.#known(`name ${nameKey(draft.name)}`).filter(
      (customer) =>
        (customer.company === company || customer.company === undefined || company === undefined) &&
        reachedAlike(customer, draft),
    );
    return alike.find((customer) => customer.company === company) ?? alike[0];
  }

  /** What the other system calls them, as it is kept; of a row without an id nobody's. */
  #externalId({ externalId }: Draft): string {
    return externalId === null ? "" : `${this.about.source}:${externalId}`;
  }

  #companyNamed(name: string): Company {
    const key = companyKey(name);
    const known = this.#companies.get(key);
    if (known) return known;
    const company: Company = { id: this.about.newId(), name, external: [], created: this.about.now };
    this.#companies.set(key, company);
    this.#put({ store: "companies", op: "put", value: company, before: null });
    return company;
  }

  #addCase(draft: CaseDraft, customer: string): Case {
    const external = draft.externalId === null ? [] : [`${this.about.source}:case:${draft.externalId}`];
    const keys = external.length > 0 ? external : [`${customer} ${draft.subject}`];
    const old = keys.map((key) => this.#caseKeys.get(key)).find((one) => one !== undefined);
    const value: Case = old
      ? { ...old, subject: draft.subject, state: draft.state ?? old.state, priority: draft.priority ?? old.priority }
      : {
          id: this.about.newId(),
          number: this.#freeNumber(draft.number),
          subject: draft.subject,
          customer,
          state: draft.state ?? "open",
          priority: draft.priority ?? "normal",
          opened: draft.opened ?? this.about.now,
          updated: draft.opened ?? this.about.now,
          external,
        };
    if (old && canonical(old) === canonical(value)) return old;
    this.#cases.set(value.number, value);
    for (const key of caseKeys(value)) this.#caseKeys.set(key, value);
    this.#put({ store: "cases", op: "put", value, before: old ?? null });
    return value;
  }

  /** The number that the file gives, unless another case has it. */
  #freeNumber(wanted: number | null): number {
    const number = wanted !== null && !this.#cases.has(wanted) ? wanted : this.#next;
    while (number === this.#next || this.#cases.has(this.#next)) this.#next++;
    return number;
  }

  #addInteraction({ at, kind, direction, text }: InteractionDraft, customer: string, opened: string | undefined): void {
    const value: Interaction = {
      id: this.about.newId(),
      customer,
      ...(opened !== undefined && { case: opened }),
      kind,
      ...(direction !== undefined && { direction }),
      at: at ?? this.about.now,
      text,
      external: [],
    };
    const [timed, untimed] = interactionKeys(value);
    if (this.#interactions.has(at === null ? untimed : timed)) return;
    this.#interactions.add(timed).add(untimed);
    this.#put({ store: "interactions", op: "put", value, before: null });
  }
}

function sharesWord(customer: Customer, draft: Draft): boolean {
  if (draft.isNameless || customer.emails.includes(customer.name)) return true;
  const words = nameKey(customer.name).split(" ");
  return nameKey(draft.name)
    .split(" ")
    .some((word) => words.includes(word));
}

function caseKeys({ external, customer, subject }: Case): string[] {
  return external.length > 0 ? external : [`${customer} ${subject}`];
}

/** Of one customer the same words of the same kind at the same moment are the same thing; where a file tells no moment, at any. */
function interactionKeys({ customer, kind, at, text }: Interaction): [timed: string, untimed: string] {
  return [`${customer} ${kind} ${Date.parse(at)} ${text}`, `${customer} ${kind} - ${text}`];
}
