/** Leads to the page that an article was read from, and says to whom. */
export function SiteLink({ href, host }: { href: string; host: string }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      On {host}
    </a>
  );
}
