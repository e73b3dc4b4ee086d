import { Check, Monitor, Moon, Sun } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { chooseTheme, THEMES, type ThemeChoice, useView } from '../store/view.ts';
import { Button } from '../ui/Button.tsx';
import menu from '../ui/Menu.module.css';

const LOOKS = {
  system: { label: 'As the system', Icon: Monitor },
  dark: { label: 'Dark', Icon: Moon },
  light: { label: 'Light', Icon: Sun },
} as const;

/** Dark, light, or as the system. */
export function ThemeMenu() {
  const theme = useView((state) => state.theme);
  const { Icon, label } = LOOKS[theme];
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button look="quiet" aria-label={`Theme: ${label}`} title={`Theme: ${label}`}>
          <Icon size={15} aria-hidden />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.RadioGroup value={theme} onValueChange={(value) => chooseTheme(value as ThemeChoice)}>
            {THEMES.map((value) => {
              const Look = LOOKS[value].Icon;
              return (
                <DropdownMenu.RadioItem key={value} value={value} className={menu.item}>
                  <Look size={14} aria-hidden />
                  {LOOKS[value].label}
                  <DropdownMenu.ItemIndicator className={menu.check}>
                    <Check size={13} aria-hidden />
                  </DropdownMenu.ItemIndicator>
                </DropdownMenu.RadioItem>
              );
            })}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
