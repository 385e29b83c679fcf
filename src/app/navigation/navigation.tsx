import { role } from "../platform/role";
import { useStore } from "../session/store";
import { hrefTo, address } from "./address";
import styles from "./navigation.module.css";
import { sectionsFor, useSection, type Section } from "./sections";

/** The way from section to section: a bar at the bottom of a phone, a rail at the side of a wide screen. */
export function Navigation() {
  const current = useSection();
  const { path } = useStore(address);
  const { daily, others } = sectionsFor(useStore(role));
  const currentOf = ({ id }: Section) => (id !== current.id ? undefined : path.length === 0 ? "page" : "true");
  return (
    <nav className={styles.navigation} aria-label="Sections" lang="en">
      <ul className={styles.sections}>
        {daily.map((section) => (
          <Place key={section.id} section={section} isInMenu={false} current={currentOf(section)} />
        ))}
        {others.map((section) => (
          <Place key={section.id} section={section} isInMenu current={currentOf(section)} />
        ))}
      </ul>
    </nav>
  );
}

/** `isInMenu`: the bar of a phone has no room for it. */
function Place({
  section: { id, title, Icon },
  isInMenu,
  current,
}: {
  section: Section;
  isInMenu: boolean;
  current: "page" | "true" | undefined;
}) {
  return (
    <li className={styles.place} data-section={id} data-in-menu={isInMenu}>
      <a className={styles.section} href={hrefTo(id)} aria-current={current}>
        <span className={styles.icon}>
          <Icon />
        </span>
        {title}
      </a>
    </li>
  );
}
