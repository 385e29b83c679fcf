import { useRef, useState } from "react";
import { aboutCustomer, isOpen, payloadFor } from "../../../skills/for-customers-panel";
import { goTo, hrefTo } from "../../navigation/address";
import { Heading } from "../heading";
import panel from "../panel.module.css";
import { Question } from "../question";
import { CaseRows } from "./case-rows";
import { casesOf, type Customer } from "./customers";
import styles from "./customers-panel.module.css";
import type { ViewProps } from "./customers-panel";
import { LogForm } from "./log-form";
import { useProvenance } from "./use-sources";
import { CaseForm } from "./case-form";
import { Timeline } from "./timeline";

/** One customer: how to reach them, their cases, and all that happened as one line of time. */
export function CustomerView({ customer, records, act, done }: ViewProps & { customer: Customer }) {
  const [form, setForm] = useState<"log" | "case" | null>(null);
  const deleting = useRef<HTMLDialogElement>(null);
  const cases = casesOf(customer.id, records.cases);
  const open = cases.filter(isOpen);
  const about = aboutCustomer(records, customer);
  const from = useProvenance(customer, records);
  const toggle = (wanted: "log" | "case") => setForm(form === wanted ? null : wanted);

  function remove() {
    const sent = act(payloadFor("delete_customer", { customer_id: customer.id }), { quiet: true });
    done.tell(`Deleted ${customer.name}, with their cases and history.`, sent);
    goTo("customers");
  }

  function saved(told: string, sent: ReturnType<typeof act>) {
    done.tell(told, sent);
    setForm(null);
  }

  return (
    <>
      <Heading title={customer.name} back={{ href: hrefTo("customers"), label: "All customers" }}>
        <a className={panel.button} href={hrefTo("customers", customer.id, "edit")}>
          Edit
        </a>
        <button type="button" className={panel.danger} onClick={() => deleting.current?.showModal()}>
          Delete
        </button>
      </Heading>
      {about !== "" && <p className={panel.sub}>{about}</p>}
      {from.map((one) => (
        <p key={one} className={panel.sub}>
          {one}
        </p>
      ))}
      <p className={styles.reached}>
        {customer.emails.map((email) => (
          <a key={email} href={`mailto:${encodeURIComponent(email).replaceAll("%40", "@")}`}>
            {email}
          </a>
        ))}
        {customer.phones.map((phone) => (
          <a key={phone} href={`tel:${phone.replace(/[^\d+#*]/g, "")}`}>
            {phone}
          </a>
        ))}
      </p>
      {customer.tags.length > 0 && <p className={panel.sub}>{customer.tags.join(" · ")}</p>}
      {customer.notes !== undefined && (
        <p className={styles.text} dir="auto">
          {customer.notes}
        </p>
      )}
      <div className={styles.ways}>
        <button type="button" className={panel.primary} aria-expanded={form === "log"} onClick={() => toggle("log")}>
          Log a contact
        </button>
        <button type="button" className={panel.button} aria-expanded={form === "case"} onClick={() => toggle("case")}>
          Open a case
        </button>
      </div>
      {form === "log" && <LogForm customer={customer} cases={open} act={act} onSaved={saved} />}
      {form === "case" && <CaseForm customer={customer} act={act} onSaved={saved} />}
      {cases.length > 0 && <CaseRows cases={cases} act={act} done={done} />}
      <Timeline customer={customer} records={records} act={act} done={done} />
      <Question
        dialog={deleting}
        title={`Delete ${customer.name}?`}
        text="Their cases and history go with them."
        yes="Delete"
        onYes={remove}
      />
    </>
  );
}
