import { identity } from "../../../identity";
import { hrefTo } from "../../navigation/address";
import { hasPanels } from "../../navigation/sections";
import { dateForm, type DateForm } from "../../platform/date-locale";
import { install } from "../../platform/install";
import { role, roles } from "../../platform/role";
import { setTheme, theme, themes } from "../../platform/theme";
import { canRing } from "../../rings/can-ring";
import { askForNotifications, notificationPermission } from "../../rings/notifications";
import { useStore } from "../../session/store";
import { longDay, timeOfDay } from "../../transcript/format";
import { useMinute } from "../../transcript/hooks";
import { Heading } from "../heading";
import type { PanelProps } from "../panel-props";
import { BackupSection } from "./backup-section";
import { Choices } from "./choices";
import { ConnectionsSection } from "./connections/connections-section";
import { EraseSection } from "./erase-section";
import { RecentChanges } from "./recent-changes";
import styles from "./settings.module.css";
import { StorageSection } from "./storage-section";
import { Understanding } from "./understanding";
import { VoiceSection } from "./voice-section";

const dateForms: { value: DateForm; label: string }[] = [
  { value: "automatic", label: "Automatic" },
  { value: "en-GB", label: "British" },
  { value: "en-US", label: "American" },
];

const hasConnections = identity.connections.own || identity.connections.servers.length > 0;

/** What the user may set, and what was done lately. */
export function SettingsPanel(props: PanelProps) {
  return (
    <>
      <Heading title="Settings" back={hasPanels ? undefined : { href: hrefTo("chat"), label: "Back to the chat" }} />
      {roles.length > 1 && <Roles />}
      <Appearance />
      <Dates />
      {canRing && <Notifications />}
      <VoiceSection />
      <Understanding />
      {hasConnections && <ConnectionsSection {...props} />}
      <StorageSection />
      <BackupSection />
      <RecentChanges {...props} />
      <Installation />
      <EraseSection />
    </>
  );
}

function Roles() {
  return (
    <section className={styles.section} aria-labelledby="role-title">
      <h3 id="role-title" className={styles.title}>
        What you are here for
      </h3>
      <p>It puts first what you use most, in the bar, under Today and among what to say. Everything else stays.</p>
      <Choices legend="What you are here for" choices={roles} chosen={useStore(role)} onChoose={role.choose} />
    </section>
  );
}

function Appearance() {
  return (
    <section className={styles.section} aria-labelledby="appearance-title">
      <h3 id="appearance-title" className={styles.title}>
        Appearance
      </h3>
      <p>Automatic follows the device.</p>
      <Choices legend="Appearance" choices={themes} chosen={useStore(theme)} onChoose={setTheme} />
    </section>
  );
}

function Dates() {
  const chosen = useStore(dateForm);
  const now = useMinute();
  return (
    <section className={styles.section} aria-labelledby="dates-title">
      <h3 id="dates-title" className={styles.title}>
        Dates and times
      </h3>
      <p>
        How this page writes them: {longDay(now)}, {timeOfDay(now)}. Answers in the conversation keep their own form.
      </p>
      <Choices legend="Dates and times" choices={dateForms} chosen={chosen} onChoose={dateForm.choose} />
    </section>
  );
}

const permissions = {
  default: "Not asked yet. With them, what rings is seen in other tabs and windows too.",
  granted: "Allowed. What rings while this page is hidden shows a notification.",
  denied: "The browser blocks them for this site; its site settings can change that.",
  unsupported: "This browser has none.",
};

function Notifications() {
  const permission = useStore(notificationPermission);
  return (
    <section className={styles.section} aria-labelledby="notifications-title">
      <h3 id="notifications-title" className={styles.title}>
        Notifications
      </h3>
      <p role="status">{permissions[permission]}</p>
      <div className={styles.actions}>
        {permission === "default" && (
          <button type="button" className={styles.action} onClick={() => void askForNotifications()}>
            Allow notifications
          </button>
        )}
      </div>
    </section>
  );
}

function Installation() {
  const offer = useStore(install);
  const isInstalled = matchMedia("(display-mode: standalone)").matches;
  const words = isInstalled
    ? "It is installed, and this is its window."
    : "As an app it has its own window and icon. It works offline either way.";
  return (
    <section className={styles.section} aria-labelledby="install-title">
      <h3 id="install-title" className={styles.title}>
        Install {identity.name}
      </h3>
      <p>
        {words}
        {!offer && !isInstalled && " Where the browser can install it, its own menu offers that."}
      </p>
      <div className={styles.actions}>
        {offer && (
          <button type="button" className={styles.action} onClick={offer}>
            Install
          </button>
        )}
      </div>
    </section>
  );
}
