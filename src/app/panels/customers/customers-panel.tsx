import { address, hrefTo } from "../../navigation/address";
import { useStore } from "../../session/store";
import { Done, useDone } from "../done";
import { Heading } from "../heading";
import type { PanelProps } from "../panel-props";
import panel from "../panel.module.css";
import { ChangesView } from "./changes-view";
import { CustomerForm } from "./customer-form";
import { CustomerList } from "./customer-list";
import { CustomerView } from "./customer-view";
import type { Records } from "./customers";
import { DuplicatesView } from "./duplicates-view";
import { ImportView } from "./import-view";
import { RepliesView } from "./replies-view";

/** Those whom a support agent serves: found, read, logged, changed, merged, and taken in from files. */
export function CustomersPanel({ act, useRecords }: PanelProps) {
  const [view, id] = useStore(address).path;
  const done = useDone();
  const records = useAll(useRecords);
  if (!records) return <Heading title="Customers" />;
  const props = { records, act, done };
  return (
    <>
      <View key={`${view ?? ""}/${id ?? ""}`} view={view} id={id} {...props} />
      <Done {...done} act={act} />
    </>
  );
}

/** What every view of the panel gets. */
export interface ViewProps extends Pick<PanelProps, "act"> {
  records: Records;
  done: ReturnType<typeof useDone>;
}

function View({ view, id, ...props }: ViewProps & { view: string | undefined; id: string | undefined }) {
  if (view === undefined) return <CustomerList {...props} />;
  if (view === "import") return <ImportView {...props} />;
  if (view === "changes") return <ChangesView {...props} />;
  if (view === "duplicates") return <DuplicatesView {...props} />;
  if (view === "replies") return <RepliesView {...props} />;
  if (view === "new") return <CustomerForm {...props} customer={null} />;
  const customer = props.records.customers.find((one) => one.id === view);
  if (customer && id === "edit") return <CustomerForm {...props} customer={customer} />;
  if (customer) return <CustomerView {...props} customer={customer} />;
  return (
    <>
      <Heading title="Customer" back={{ href: hrefTo("customers"), label: "All customers" }} />
      <p className={panel.empty}>This customer isn’t here any more.</p>
    </>
  );
}

/** Hook: all that is kept of customers; undefined until it is read. */
function useAll(useRecords: PanelProps["useRecords"]): Records | undefined {
  const customers = useRecords("customers");
  const companies = useRecords("companies");
  const cases = useRecords("cases");
  const interactions = useRecords("interactions");
  const replies = useRecords("replies");
  if (!customers || !companies || !cases || !interactions || !replies) return undefined;
  return { customers, companies, cases, interactions, replies };
}
