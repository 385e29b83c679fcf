import { Fragment, useRef, type ReactNode } from "react";
import { DEBUGGER_KEY } from "../debugger/use-debugger";
import { goTo } from "../navigation/address";
import { sectionsFor } from "../navigation/sections";
import { BellIcon, InfoIcon, InstallIcon, LoupeIcon } from "../icons";
import { install } from "../platform/install";
import { role } from "../platform/role";
import { setTheme, theme, themes } from "../platform/theme";
import { askForNotifications, notificationPermission } from "../rings/notifications";
import { useStore } from "../session/store";
import styles from "./menu.module.css";
import { identity } from "../../identity";
import { canRing } from "../rings/can-ring";

interface Props {
  id: string;
  onDebugger: () => void;
  onAbout: () => void;
}

/** The menu behind the header's button: a popover, so that Escape and a tap beside it close it. */
export function Menu({ id, onDebugger, onAbout }: Props) {
  const popover = useRef<HTMLDivElement>(null);
  const chosen = useStore(theme);
  const offer = useStore(install);
  const permission = useStore(notificationPermission);

  function item(drawing: ReactNode, label: string, act: () => void) {
    const choose = () => {
      popover.current?.hidePopover();
      act();
    };
    return (
      <button className={styles.item} type="button" onClick={choose}>
        {drawing}
        {label}
      </button>
    );
  }

  return (
    <div id={id} ref={popover} className={styles.menu} popover="auto">
      <fieldset className={styles.themes}>
        <legend className={styles.legend}>Appearance</legend>
        <div className={styles.choices}>
          {themes.map(({ value, label }) => (
            <label key={value} className={styles.theme}>
              <input
                type="radio"
                name="theme"
                className="visually-hidden"
                checked={chosen === value}
                onChange={() => setTheme(value)}
              />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      {canRing &&
        permission === "default" &&
        item(<BellIcon />, "Allow notifications", () => void askForNotifications())}
      {offer && item(<InstallIcon />, `Install ${identity.name}`, offer)}
      {sectionsFor(useStore(role)).others.map(({ id: section, title, Icon }) => (
        <Fragment key={section}>{item(<Icon />, title, () => goTo(section))}</Fragment>
      ))}
      {item(<LoupeIcon />, `Debugger (${DEBUGGER_KEY})`, onDebugger)}
      {item(<InfoIcon />, `About ${identity.name}`, onAbout)}
    </div>
  );
}
