import { Store } from "../session/store";

export type Theme = "system" | "light" | "dark";

export const themes: { value: Theme; label: string }[] = [
  { value: "system", label: "Automatic" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

/** Also read by public/theme.js, which applies it before the first paint. */
const key = "theme";

/** The browser's own bars take the page's colour, as in index.html. */
const barColours = { light: "#eef2f0", dark: "#0e1413" };

/** The user's choice of colours, kept on this device. */
export const theme = new Store<Theme>(applied());
colourBars(theme.get());

export function setTheme(chosen: Theme): void {
  try {
    localStorage.setItem(key, chosen);
  } catch {
    // Storage refused: the choice lasts as long as the page.
  }
  document.documentElement.dataset.theme = chosen;
  colourBars(chosen);
  theme.set(chosen);
}

function applied(): Theme {
  const { theme: value } = document.documentElement.dataset;
  return value === "light" || value === "dark" ? value : "system";
}

function colourBars(chosen: Theme): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const system = meta.media.includes("dark") ? "dark" : "light";
    meta.content = barColours[chosen === "system" ? system : chosen];
  }
}
