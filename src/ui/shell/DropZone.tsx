// A saved run dropped anywhere on the page, or pasted outside a text field (its text, or a link to it), is opened. Here it is only caught;
// what it is, is judged in state/incoming.ts.
import { useEffect, useState } from 'react';
import { FolderOpen } from 'lucide-react';
import type { Brought } from '../../state/incoming.ts';

export function DropZone() {
  const [over, setOver] = useState(false);
  useEffect(() => listen(setOver), []);
  if (!over) return null;
  return (
    <div className="drop-zone" data-testid="drop-zone">
      <FolderOpen className="kit-icon" aria-hidden />
      <p>Drop a saved run to open it</p>
      <p>It is executed again and compared with what the file says.</p>
    </div>
  );
}

const bringsFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

function listen(setOver: (over: boolean) => void): () => void {
  const over = (event: DragEvent): void => {
    if (!bringsFile(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const leave = (event: DragEvent): void => {
    // Only when the pointer leaves the page, not when it passes from one element to the next.
    if (event.relatedTarget === null) setOver(false);
  };
  const drop = (event: DragEvent): void => {
    if (!bringsFile(event)) return;
    event.preventDefault();
    setOver(false);
    const brought = whatIn(event.dataTransfer);
    void import('../../state/incoming.ts').then(({ takeDropped }) => takeDropped(brought));
  };
  const paste = (event: ClipboardEvent): void => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]') !== null) return;
    const brought = whatIn(event.clipboardData);
    void import('../../state/incoming.ts').then(({ takePasted }) => takePasted(brought));
  };
  window.addEventListener('dragover', over);
  window.addEventListener('dragleave', leave);
  window.addEventListener('drop', drop);
  window.addEventListener('paste', paste);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('dragleave', leave);
    window.removeEventListener('drop', drop);
    window.removeEventListener('paste', paste);
  };
}

/** The browser shows it during the event only. */
function whatIn(data: DataTransfer | null): Brought {
  const entries = [...(data?.items ?? [])].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null));
  const folders = entries.flatMap((entry) => (entry?.isDirectory === true ? [entry.name] : []));
  return { files: [...(data?.files ?? [])], folders, text: data?.getData('text/plain') ?? '' };
}
