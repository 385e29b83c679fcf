import { useId, useState, type SubmitEvent } from "react";
import { payloadFor } from "../../../skills/for-customers-panel";
import { goTo, hrefTo } from "../../navigation/address";
import { Heading } from "../heading";
import panel from "../panel.module.css";
import form from "../form.module.css";
import type { Customer } from "./customers";
import styles from "./customers-panel.module.css";
import type { ViewProps } from "./customers-panel";

/** Several of a kind are typed one a line. */
const lines = (text: string) => [...new Set(text.split(/[\n;]/).map((line) => line.trim()))].filter(Boolean);

/** Adds or changes a customer; null: a new one. */
export function CustomerForm({ customer, records, act, done }: ViewProps & { customer: Customer | null }) {
  const company = records.companies.find(({ id }) => id === customer?.company)?.name ?? "";
  const [fields, setFields] = useState(() => ({
    name: customer?.name ?? "",
    emails: customer?.emails.join("\n") ?? "",
    phones: customer?.phones.join("\n") ?? "",
    company,
    role: customer?.role ?? "",
    tags: customer?.tags.join("; ") ?? "",
    notes: customer?.notes ?? "",
  }));
  const [isFaulty, setFaulty] = useState(false);
  const id = useId();
  const back = customer ? hrefTo("customers", customer.id) : hrefTo("customers");

  function save(event: SubmitEvent) {
    event.preventDefault();
    const name = fields.name.trim();
    if (name === "") return setFaulty(true);
    const optional = (field: "company" | "role" | "notes") =>
      fields[field].trim() === "" ? {} : { [field]: fields[field].trim() };
    const saved = {
      name,
      emails: lines(fields.emails.replaceAll(",", "\n")),
      phones: lines(fields.phones),
      ...optional("company"),
      ...optional("role"),
      tags: lines(fields.tags.replaceAll(",", ";")),
      ...optional("notes"),
    };
    const values = { customer: saved, ...(customer && { customer_id: customer.id }) };
    done.tell(
      customer ? `Saved ${name}.` : `Added ${name}.`,
      act(payloadFor("save_customer", values), { quiet: true }),
    );
    goTo("customers", ...(customer ? [customer.id] : []));
  }

  const bind = (name: keyof typeof fields, longest: number) => ({
    value: fields[name],
    maxLength: longest,
    autoComplete: "off",
    onChange: ({ target }: { target: { value: string } }) => setFields({ ...fields, [name]: target.value }),
  });
  const text = (label: string, name: keyof typeof fields, longest = 200, list?: string) => (
    <label className={form.labelled}>
      {label}
      <input className={panel.field} list={list} {...bind(name, longest)} />
    </label>
  );
  const area = (label: string, name: keyof typeof fields, rows: number, longest: number) => (
    <label className={form.labelled}>
      {label}
      <textarea className={`${panel.field} ${form.area}`} rows={rows} dir="auto" {...bind(name, longest)} />
    </label>
  );

  return (
    <>
      <Heading title={customer ? `Edit ${customer.name}` : "New customer"} back={{ href: back, label: "Back" }} />
      <form className={form.sheet} onSubmit={save} noValidate>
        <label className={form.labelled}>
          Name
          <input
            className={panel.field}
            required
            aria-invalid={isFaulty}
            aria-describedby={isFaulty ? `${id}-fault` : undefined}
            {...bind("name", 200)}
          />
        </label>
        {isFaulty && (
          <p id={`${id}-fault`} className={styles.fault} role="alert">
            A name is needed.
          </p>
        )}
        {area("Emails, one a line", "emails", 2, 5_000)}
        {area("Phones, one a line", "phones", 2, 2_000)}
        {text("Company", "company", 200, `${id}-companies`)}
        <datalist id={`${id}-companies`}>
          {records.companies.slice(0, 1000).map((one) => (
            <option key={one.id} value={one.name} />
          ))}
        </datalist>
        {text("Role", "role")}
        {text("Tags, with a comma between them", "tags", 2_000)}
        {area("Notes", "notes", 4, 20_000)}
        <div className={styles.ways}>
          <button className={panel.primary}>Save</button>
          <a className={panel.button} href={back}>
            Cancel
          </a>
        </div>
      </form>
    </>
  );
}
