import type { Connector } from "../../storage/connections";
import type { Case, Company, Customer, Interaction } from "../../storage/customer-records";
import type { UserData } from "../../storage/schema";
import { nextNumber } from "../customers/case-numbers";
import type { ImportRecords } from "../customers/import/plan";
import { changesOf, countPuts, type ImportCounts, type Put } from "../customers/import/puts";
import { companyKey, emailKey } from "../customers/names";
import { shorten } from "../phrases";
import { externalId, saidKey, type Ledger, type Said } from "./ledger";
import { mergedFields } from "./merge";
import type { SourceKind, SourceRecord } from "./source-records";

/** What was read of a server, each kind that it has. */
export type SourceContents = { [K in SourceKind]?: SourceRecord<K>[] };

export interface PlanOptions {
  connector: Connector;
  now: string;
  newId: () => string;
  /** Records that were deleted here come back. */
  withDeleted: boolean;
}

const CUSTOMER = ["name", "emails", "phones", "company", "role", "tags", "notes"] as const;
const CASE = ["subject", "state", "priority"] as const;

/**
 * What a server's records make of those that are here. What was changed here since it was read stays as it is, and what was deleted here
 * stays away; both are told.
 */
export class SourcePlan {
  /** What was changed on both sides: "Anna Berg: phone". */
  readonly conflicts: string[] = [];
  /** Records that name a customer who isn't known. */
  readonly leftOut: string[] = [];
  deleted = 0;
  readonly said: Record<string, Said>;
  readonly #written = new Map<string, Put>();
  readonly #byExternal = new Map<string, Customer | Company | Case | Interaction>();
  readonly #companies = new Map<string, Company>();
  readonly #byMail = new Map<string, Customer>();
  readonly #seen = new Set<string>();
  readonly #interactions: Interaction[];
  readonly #numbers: Set<number>;
  #next: number;

  constructor(
    records: ImportRecords,
    ledger: Ledger,
    private readonly options: PlanOptions,
  ) {
    this.said = { ...ledger.said };
    for (const store of ["customers", "companies", "cases", "interactions"] as const)
      for (const record of records[store]) for (const key of record.external) this.#byExternal.set(key, record);
    for (const company of records.companies) this.#companies.set(companyKey(company.name), company);
    for (const one of records.customers) for (const email of one.emails) this.#byMail.set(emailKey(email), one);
    this.#interactions = records.interactions;
    this.#numbers = new Set(records.cases.map(({ number }) => number));
    this.#next = nextNumber(records.cases);
  }

  add({ companies = [], customers = [], cases = [], interactions = [] }: SourceContents, hasCustomers: boolean): void {
    for (const company of companies) this.#company(company);
    for (const customer of customers) this.#customer(customer);
    for (const one of cases) this.#case(one, hasCustomers);
    for (const one of interactions) this.#interaction(one);
  }

  changes(): Put[] {
    return changesOf(this.#written);
  }

  counts(): ImportCounts {
    return countPuts(this.changes(), this.#seen.size);
  }

  #company(record: SourceRecord<"companies">): string | undefined {
    const key = this.#key("companies", record.id);
    const old = this.#found<Company>(key) ?? this.#companies.get(companyKey(record.name));
    if (this.#isDeleted("companies", record.id, old)) return undefined;
    const { value } = mergedFields(old, this.#saidOf("companies", record.id), record, ["name", "notes"]);
    const { id, external, created } = old ?? { id: this.options.newId(), external: [], created: this.options.now };
    const company: Company = { ...value, id, external: withKey(external, key), created };
    this.#companies.set(companyKey(company.name), company);
    this.#put("companies", company, old, "companies", record.id, { name: record.name, notes: record.notes });
    return company.id;
  }

  /** The id here of a company that a customer names. */
  #companyOf({ company }: SourceRecord<"cases">["customer"]): string | undefined {
    if (company?.id !== undefined) {
      const known = this.#found<Company>(this.#key("companies", company.id));
      if (known || company.name === undefined) return known?.id;
      return this.#company({ id: company.id, name: company.name });
    }
    if (company?.name === undefined) return undefined;
    const known = this.#companies.get(companyKey(company.name));
    if (known) return known.id;
    const added: Company = { id: this.options.newId(), name: company.name, external: [], created: this.options.now };
    this.#companies.set(companyKey(company.name), added);
    this.#written.set(`companies/${added.id}`, { store: "companies", op: "put", value: added, before: null });
    return added.id;
  }

  #customer(record: SourceRecord<"customers">): Customer | undefined {
    const key = this.#key("customers", record.id);
    const mail = record.emails.map((email) => this.#byMail.get(emailKey(email))).find((one) => one !== undefined);
    const old = this.#found<Customer>(key) ?? mail;
    if (this.#isDeleted("customers", record.id, old)) return undefined;
    const company = this.#companyOf(record);
    const { id: _, company: _named, ...theirs } = record;
    const fields = { ...theirs, ...(company !== undefined && { company }) };
    const { value, conflicts } = mergedFields<typeof fields & { company?: string }>(
      old,
      this.#saidOf("customers", record.id),
      fields,
      CUSTOMER,
    );
    const { id, external, created } = old ?? { id: this.options.newId(), external: [], created: this.options.now };
    const customer: Customer = { ...value, id, external: withKey(external, key), created };
    for (const field of conflicts) this.conflicts.push(`${customer.name}: ${field}`);
    for (const email of customer.emails) this.#byMail.set(emailKey(email), customer);
    this.#seen.add(customer.id);
    this.#put("customers", customer, old, "customers", record.id, fields);
    return customer;
  }

  /** The customer of a case. One of whom a case alone tells is as it says; of the others it is their own record that counts. */
  #customerOf(named: SourceRecord<"cases">["customer"], hasCustomers: boolean): Customer | undefined {
    const key = this.#key("customers", named.id);
    const known = this.#found<Customer>(key);
    const { name } = named;
    if (name === undefined || (known && (hasCustomers || this.#isOfThisTime.has(key)))) return known;
    this.#isOfThisTime.add(key);
    return this.#customer({ ...named, name });
  }
  readonly #isOfThisTime = new Set<string>();

  #case(record: SourceRecord<"cases">, hasCustomers: boolean): void {
    const key = this.#key("cases", record.id);
    const old = this.#found<Case>(key);
    if (this.#isDeleted("cases", record.id, old)) return;
    const customer = this.#customerOf(record.customer, hasCustomers)?.id ?? old?.customer;
    if (customer === undefined) {
      this.leftOut.push(`cases, ${record.id}: its customer isn’t known`);
      return;
    }
    const theirs = { subject: record.subject, state: record.state, priority: record.priority };
    const { value, conflicts } = mergedFields(old, this.#saidOf("cases", record.id), theirs, CASE);
    const { now, newId } = this.options;
    const opened = record.opened ?? old?.opened ?? now;
    const one: Case = {
      ...value,
      id: old?.id ?? newId(),
      number: old?.number ?? this.#freeNumber(record.number),
      customer: old?.customer ?? customer,
      opened,
      updated: newest(old?.updated, record.updated ?? opened),
      external: withKey(old?.external ?? [], key),
    };
    for (const field of conflicts) this.conflicts.push(`case ${one.number}: ${field}`);
    this.#put("cases", one, old, "cases", record.id, theirs);
  }

  #interaction(record: SourceRecord<"interactions">): void {
    const key = this.#key("interactions", record.id);
    const known = this.#found<Interaction>(key);
    if (known || this.#isDeleted("interactions", record.id, known)) return;
    const inCase = record.case === undefined ? undefined : this.#found<Case>(this.#key("cases", record.case));
    const named =
      record.customer === undefined ? undefined : this.#found<Customer>(this.#key("customers", record.customer));
    const customer = named?.id ?? inCase?.customer;
    if (customer === undefined) {
      this.leftOut.push(`interactions, ${record.id}: its customer isn’t known (“${shorten(record.text, 40)}”)`);
      return;
    }
    // What was written here and sent there comes back as theirs: it is the same.
    const own = this.#interactions.find(
      (one) => one.case !== undefined && one.case === inCase?.id && one.external.length === 0 && alike(one, record),
    );
    const direction = record.direction ?? this.#directionOf(record, customer);
    const one: Interaction = own
      ? { ...own, external: [key] }
      : {
          id: this.options.newId(),
          customer,
          ...(inCase && { case: inCase.id }),
          kind: record.kind,
          ...(direction && { direction }),
          at: record.at,
          text: record.text,
          external: [key],
        };
    this.#put("interactions", one, own, "interactions", record.id, {});
  }

  #directionOf({ kind, author }: SourceRecord<"interactions">, customer: string): Interaction["direction"] {
    if (kind === "note" || author === undefined) return undefined;
    return this.#found<Customer>(this.#key("customers", author))?.id === customer ? "in" : "out";
  }

  #key(kind: SourceKind, id: string): string {
    return externalId(this.options.connector, kind, id);
  }

  #found<T extends Customer | Company | Case | Interaction>(key: string): T | undefined {
    return this.#byExternal.get(key) as T | undefined;
  }

  #saidOf(kind: SourceKind, id: string): Said | undefined {
    return this.said[saidKey(kind, id)];
  }

  /** Known to have been here, and gone: whoever deleted it meant it. */
  #isDeleted(kind: SourceKind, id: string, old: object | undefined): boolean {
    if (old || this.options.withDeleted || !this.#saidOf(kind, id)) return false;
    this.deleted++;
    return true;
  }

  #put<S extends Put["store"] & SourceKind>(
    store: S,
    value: UserData[S],
    old: UserData[S] | undefined,
    kind: SourceKind,
    id: string,
    said: object,
  ): void {
    this.said[saidKey(kind, id)] = { ...said };
    for (const key of value.external) this.#byExternal.set(key, value);
    const place = `${store}/${value.id}`;
    const before = this.#written.get(place)?.before ?? (this.#written.has(place) ? null : (old ?? null));
    this.#written.set(place, { store, op: "put", value, before } as Put);
  }

  /** The server's number, unless another case has it. */
  #freeNumber(wanted: number | undefined): number {
    const number = wanted !== undefined && !this.#numbers.has(wanted) ? wanted : this.#next;
    this.#numbers.add(number);
    while (this.#numbers.has(this.#next)) this.#next++;
    return number;
  }
}

const withKey = (external: readonly string[], key: string) =>
  external.includes(key) ? [...external] : [...external, key];

function newest(a: string | undefined, b: string): string {
  return a !== undefined && Date.parse(a) > Date.parse(b) ? a : b;
}

/** Servers change the white space of a text. */
export function alike(a: { text: string }, b: { text: string }): boolean {
  const plain = (text: string) => text.replace(/\s+/g, " ").trim();
  return plain(a.text) === plain(b.text);
}
