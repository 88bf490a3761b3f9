// The top line: which world, whether it holds, where it is kept, and what can be done with the run as a whole.
import {
  CircleQuestionMark,
  Download,
  FileOutput,
  FolderOpen,
  GitFork,
  Goal,
  Link,
  Menu as MenuIcon,
  Monitor,
  Moon,
  Presentation,
  Sun,
  SunMoon,
} from 'lucide-react';
import { copyLink, save } from '../../state/actions.ts';
import { nextTheme, openDialog, togglePresenter, toggleDrawer, useChoices } from '../../state/choices.ts';
import { useSaid } from '../../state/said.ts';
import { Button, IconButton } from '../kit/Button.tsx';
import { Menu } from '../kit/Menu.tsx';
import { formatCount } from '../kit/format.ts';
import { chooseFile } from './OpenFile.tsx';
import { ChecksChip, StorageChip } from './StatusChips.tsx';
import { Logo } from './Logo.tsx';
import { PanelsMenu } from './PanelsMenu.tsx';
import { WorldMenu } from './WorldMenu.tsx';
import type { LayoutMode } from './layout-mode.ts';
import './header.css';

const THEME_ICON = { system: SunMoon, light: Sun, dark: Moon } as const;
const THEME_SAYS = { system: 'as the system', light: 'light', dark: 'dark' } as const;

export function Header({ mode }: { readonly mode: LayoutMode }) {
  const theme = useChoices((c) => c.theme);
  const presenter = useChoices((c) => c.presenter);
  const seed = useSaid((s) => s.frame?.config.seed);
  const phone = mode === 'phone';
  return (
    <header className="shell-header" data-part="header">
      <span className="shell-logo">
        <Logo />
        <h1>Synod</h1>
      </span>
      <WorldMenu />
      {seed !== undefined && !phone && <span className="shell-seed">seed {formatCount(seed).replaceAll(',', ' ')}</span>}
      <span className="shell-space" />
      <ChecksChip short={phone} />
      {!phone && <StorageChip />}
      {phone ? (
        <PhoneMenu />
      ) : (
        <>
          <span className="shell-group">
            <IconButton
              icon={Download}
              label="Save the run as a file"
              look="quiet"
              keys="save"
              tooltipSide="bottom"
              onClick={() => void save()}
            />
            <IconButton
              icon={FileOutput}
              label="Export"
              tooltip="Export pictures, a film, or texts for other tools"
              look="quiet"
              keys="export"
              tooltipSide="bottom"
              onClick={() => openDialog('export')}
            />
            <IconButton
              icon={Link}
              label="Copy a link to this run"
              look="quiet"
              keys="link"
              tooltipSide="bottom"
              onClick={() => void copyLink()}
            />
            <IconButton icon={FolderOpen} label="Open a saved run" look="quiet" keys="open" tooltipSide="bottom" onClick={chooseFile} />
            <PanelsMenu />
          </span>
          <Button
            icon={Presentation}
            pressed={presenter}
            keys="present"
            tooltip="Presenter mode: everything large enough for the last row"
            tooltipSide="bottom"
            onClick={togglePresenter}
          >
            <span className="shell-wide">Present</span>
          </Button>
          <IconButton
            icon={THEME_ICON[theme]}
            label={`Theme: ${THEME_SAYS[theme]}`}
            look="quiet"
            keys="theme"
            tooltipSide="bottom"
            onClick={nextTheme}
          />
        </>
      )}
    </header>
  );
}

/** What does not fit on a phone's top line. */
function PhoneMenu() {
  const theme = useChoices((c) => c.theme);
  return (
    <Menu
      align="end"
      items={[
        { label: 'Save the run as a file', icon: Download, run: () => void save() },
        { label: 'Export…', icon: FileOutput, run: () => openDialog('export') },
        { label: 'Copy a link to this run', icon: Link, run: () => void copyLink() },
        { label: 'Open a saved run', icon: FolderOpen, run: chooseFile },
        'line',
        { label: 'Go on until…', icon: Goal, run: () => openDialog('until') },
        { label: 'All branches', icon: GitFork, run: () => openDialog('branches') },
        { label: `Theme: ${THEME_SAYS[theme]}`, icon: Monitor, run: nextTheme },
        { label: 'Help', icon: CircleQuestionMark, run: () => toggleDrawer('help') },
      ]}
    >
      <IconButton icon={MenuIcon} label="More" look="quiet" />
    </Menu>
  );
}
