// Lists the shells that can complete command lines of turnline.
import type { Shell } from './shell.ts';

export const SHELLS = {
  bash: {
    install: 'echo \'eval "$(turnline completions bash)"\' >> ~/.bashrc',
    load: () => import('./bash.ts'),
  },
  zsh: {
    install: 'echo \'eval "$(turnline completions zsh)"\' >> ~/.zshrc',
    load: () => import('./zsh.ts'),
  },
  fish: {
    install: 'turnline completions fish > ~/.config/fish/completions/turnline.fish',
    load: () => import('./fish.ts'),
  },
  powershell: {
    install: "Add-Content $PROFILE 'turnline completions powershell | Out-String | Invoke-Expression'",
    load: () => import('./powershell.ts'),
  },
} as const satisfies Record<string, Shell>;
