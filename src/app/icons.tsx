import type { ReactNode } from "react";

/** Line icons in the colour of the text around them; always beside or inside something with a name. */
function icon(drawing: ReactNode) {
  return function Icon() {
    return (
      <svg
        viewBox="0 0 24 24"
        width="1.25em"
        height="1.25em"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.9"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        {drawing}
      </svg>
    );
  };
}

export const SendIcon = icon(<path d="M12 19V5.5M5.5 11.5 12 5l6.5 6.5" />);
export const DownIcon = icon(<path d="M12 5v13.5M5.5 12.5 12 19l6.5-6.5" />);
export const CloseIcon = icon(<path d="m6.5 6.5 11 11m0-11-11 11" />);
export const BellIcon = icon(<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15L6 16.5ZM10 20.5c1 .8 3 .8 4 0" />);
export const ServerIcon = icon(<path d="M4.5 4.5h15v6.5h-15zM4.5 13h15v6.5h-15zM8 7.8v.1M8 16.3v.1" />);
export const InstallIcon = icon(<path d="M12 4v10.5M7.5 10.5 12 15l4.5-4.5M5 19.5h14" />);
export const InfoIcon = icon(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 11.5v4.5M12 8.2v.1" />
  </>,
);
export const SettingsIcon = icon(
  <>
    <path d="M4 7.5h9m4.5 0H20M4 16.5h2.5m4.5 0h9" />
    <circle cx="15.2" cy="7.5" r="2.2" />
    <circle cx="8.8" cy="16.5" r="2.2" />
  </>,
);
export const LoupeIcon = icon(
  <>
    <circle cx="10.5" cy="10.5" r="6" />
    <path d="m15 15 5 5" />
  </>,
);
export const MoreIcon = icon(
  <>
    <circle cx="5.5" cy="12" r=".9" fill="currentColor" />
    <circle cx="12" cy="12" r=".9" fill="currentColor" />
    <circle cx="18.5" cy="12" r=".9" fill="currentColor" />
  </>,
);
export const ConversationsIcon = icon(
  <>
    <path d="M4.5 4.5h9.5A1.5 1.5 0 0 1 15.5 6v5.5A1.5 1.5 0 0 1 14 13H9.5L6 16v-3H4.5A1.5 1.5 0 0 1 3 11.5V6a1.5 1.5 0 0 1 1.5-1.5Z" />
    <path d="M18.5 9h1A1.5 1.5 0 0 1 21 10.5v5.5a1.5 1.5 0 0 1-1.5 1.5H18v3l-3.5-3H11" />
  </>,
);
export const MicrophoneIcon = icon(
  <>
    <rect x="9" y="3.5" width="6" height="10.5" rx="3" />
    <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v2.5" />
  </>,
);
export const MenuIcon = icon(
  <>
    <circle cx="12" cy="5.5" r=".9" fill="currentColor" />
    <circle cx="12" cy="12" r=".9" fill="currentColor" />
    <circle cx="12" cy="18.5" r=".9" fill="currentColor" />
  </>,
);
export const ChatIcon = icon(
  <path d="M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v8.5A1.5 1.5 0 0 1 19 17h-6.5L8 20.5V17H5a1.5 1.5 0 0 1-1.5-1.5V7A1.5 1.5 0 0 1 5 5.5Z" />,
);
export const SunIcon = icon(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3.5V5m0 14v1.5M3.5 12H5m14 0h1.5M6 6l1 1m10 10 1 1M6 18l1-1M17 7l1-1" />
  </>,
);
export const ListsIcon = icon(<path d="m4 6.5 1.5 1.5L8 5M4 16.5 5.5 18 8 15M11.5 7H20m-8.5 10H20" />);
export const NoteIcon = icon(<path d="M5 4.5h14v10L14.5 19H5zM14.5 19v-4.5H19M8.5 9h7m-7 3.5h3.5" />);
export const BackIcon = icon(<path d="M19 12H5.5M11.5 5.5 5 12l6.5 6.5" />);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const UpIcon = icon(<path d="M12 18.5V5.5M6 11.5 12 5.5l6 6" />);
export const CalendarIcon = icon(<path d="M4.5 6h15v13.5h-15zM4.5 10h15M8.5 3.5V7m7-3.5V7" />);
export const CustomersIcon = icon(
  <path d="M5 13v-1.5a7 7 0 0 1 14 0V13M5 13h2.5v5H6a1 1 0 0 1-1-1zm14 0h-2.5v5H18a1 1 0 0 0 1-1zm-1 5c0 1.5-1.5 2.5-3.5 2.5H12" />,
);
export const PeopleIcon = icon(
  <>
    <circle cx="9" cy="8.5" r="3.2" />
    <path d="M3 19c.4-3.3 2.8-5 6-5s5.6 1.7 6 5M15.5 5.6a3.2 3.2 0 0 1 0 5.8M17.5 14.6c2 .7 3.2 2.200 3.5 4.4" />
  </>,
);
