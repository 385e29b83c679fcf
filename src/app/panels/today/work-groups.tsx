import type { ReactNode } from "react";
import { countOf } from "../../../skills/for-panels";
import { hrefTo } from "../../navigation/address";
import type { Role } from "../../platform/role";
import { Group } from "../group";
import type { PanelProps } from "../panel-props";
import panel from "../panel.module.css";

/** Open cases that are named; the panel has all of them. */
const CASES_SHOWN = 5;

/** What waits at work, a group for each role that has something; `isShown` says which. */
export function WorkGroups({
  useRecords,
  isShown,
}: Pick<PanelProps, "useRecords"> & { isShown: (of: Role) => boolean }) {
  const cases = useRecords("cases");
  const customers = useRecords("customers");
  const watches = useRecords("watches");
  const feedback = useRecords("feedback");
  const open = (cases ?? [])
    .filter(({ state }) => state === "open")
    .sort((a, b) => Date.parse(b.updated) - Date.parse(a.updated));
  const firing = (watches ?? []).flatMap((watch) => (watch.kind === "alerts" ? watch.told : [])).length;
  const toMend = (feedback ?? []).filter(({ state }) => state === "open").length;
  return (
    <>
      {isShown("support") && open.length > 0 && (
        <Group title="Open cases">
          <ul className={panel.rows}>
            {open.slice(0, CASES_SHOWN).map(({ id, number, subject, customer }) => (
              <WorkRow key={id} href={hrefTo("customers", customer)} detail={`Case ${number}`}>
                {subject}
                {nameOf(customers ?? [], customer)}
              </WorkRow>
            ))}
            {open.length > CASES_SHOWN && (
              <WorkRow href={hrefTo("customers")}>{countOf(open.length - CASES_SHOWN, "more open case")}</WorkRow>
            )}
          </ul>
        </Group>
      )}
      {isShown("systems") && firing > 0 && (
        <Group title="Alerts">
          <ul className={panel.rows}>
            <WorkRow href={hrefTo("systems")} detail="As they were told last">
              {countOf(firing, "alert")} firing
            </WorkRow>
          </ul>
        </Group>
      )}
      {isShown("content") && toMend > 0 && (
        <Group title="Documents to mend">
          <ul className={panel.rows}>
            <WorkRow href={hrefTo("knowledge", "questions")} detail="Not answered, or not well">
              {countOf(toMend, "question")}
            </WorkRow>
          </ul>
        </Group>
      )}
    </>
  );
}

function nameOf(customers: readonly { id: string; name: string }[], id: string): string {
  const customer = customers.find((one) => one.id === id);
  return customer ? `, ${customer.name}` : "";
}

function WorkRow({ href, detail, children }: { href: string; detail?: string; children: ReactNode }) {
  return (
    <li className={panel.row}>
      <a className={panel.link} href={href}>
        <span className={panel.words}>
          <span className={panel.title} dir="auto">
            {children}
          </span>
          {detail !== undefined && <span className={panel.detail}>{detail}</span>}
        </span>
      </a>
    </li>
  );
}
