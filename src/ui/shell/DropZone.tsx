// A saved run dropped anywhere on the page, or pasted as text, is opened.
import { useEffect, useState } from 'react';
import { FolderOpen } from 'lucide-react';
import { openTraceFile } from '../../state/actions.ts';

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
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) void openTraceFile(file);
  };
  const paste = (event: ClipboardEvent): void => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]') !== null) return;
    const file = event.clipboardData?.files[0];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (file !== undefined) void openTraceFile(file);
    else if (text.trimStart().startsWith('{')) void openTraceFile({ name: 'The pasted text', text });
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
