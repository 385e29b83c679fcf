import { useStore } from "../session/store";
import { hrefTo, address } from "./address";
import styles from "./navigation.module.css";
import { inMenu, sections, useSection } from "./sections";

/** The way from section to section: a bar at the bottom of a phone, a rail at the side of a wide screen. */
export function Navigation() {
  const current = useSection();
  const { path } = useStore(address);
  return (
    <nav className={styles.navigation} aria-label="Sections" lang="en">
      <ul className={styles.sections}>
        {sections.map(({ id, title, Icon }) => (
          <li key={id} className={styles.place} data-section={id} data-in-menu={inMenu(id)}>
            <a
              className={styles.section}
              href={hrefTo(id)}
              aria-current={id === current.id ? (path.length === 0 ? "page" : "true") : undefined}
            >
              <span className={styles.icon}>
                <Icon />
              </span>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
