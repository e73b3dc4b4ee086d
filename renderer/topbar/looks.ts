import { Monitor, Moon, Sun } from 'lucide-react';

/** How the themes to choose from are named and drawn. */
export const LOOKS = {
  system: { label: 'As the system', Icon: Monitor },
  dark: { label: 'Dark', Icon: Moon },
  light: { label: 'Light', Icon: Sun },
} as const;
