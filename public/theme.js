// Applies the chosen theme before the first paint: loaded by a blocking tag, as the CSP allows no inline script.
try {
  document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "system";
} catch {
  // Storage refused: the system's theme.
}
