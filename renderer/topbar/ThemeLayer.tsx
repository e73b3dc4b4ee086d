import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { chooseTheme, THEMES, type ThemeChoice, useView } from '../store/view.ts';
import { MenuLayer } from '../ui/layers/MenuLayer.tsx';
import menu from '../ui/Menu.module.css';
import type { Trigger } from '../ui/Opener.tsx';
import { LOOKS } from './looks.ts';

/** The themes to choose from. */
export function ThemeLayer({ trigger }: { readonly trigger: Trigger }) {
  const theme = useView((state) => state.theme);
  return (
    <MenuLayer trigger={trigger} align="end">
      <DropdownMenu.RadioGroup value={theme} onValueChange={(value) => chooseTheme(value as ThemeChoice)}>
        {THEMES.map((value) => {
          const { Icon, label } = LOOKS[value];
          return (
            <DropdownMenu.RadioItem key={value} value={value} className={menu.item}>
              <Icon size={14} aria-hidden />
              {label}
              <DropdownMenu.ItemIndicator className={menu.check}>
                <Check size={13} aria-hidden />
              </DropdownMenu.ItemIndicator>
            </DropdownMenu.RadioItem>
          );
        })}
      </DropdownMenu.RadioGroup>
    </MenuLayer>
  );
}
