// The page drawn, with its keys, its look and its console: the same wherever the page comes from. Fonts and engine are the entry's.
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Shell } from '../ui/shell/Shell.tsx';
import { installConsole } from './console.ts';
import { Failure } from './Failure.tsx';
import { listenToKeys } from './keyboard.ts';
import { applyLook } from './look.ts';

export function drawPage(): void {
  applyLook();
  listenToKeys();
  installConsole();
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <Failure>
        <Shell />
      </Failure>
    </StrictMode>,
  );
}
