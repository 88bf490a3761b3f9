// npm run synod -- export: a run, executed again, in the form of another tool.
import { exportCourse } from '../../src/trace/exports/exports.ts';
import { EXIT, type Exit, type Options } from './command-line.ts';
import { loudly, openRun, writeTexts } from './files.ts';

export function exportCommand({ files, format, out, every }: Options): Exit {
  const { course } = openRun(files[0]!);
  writeTexts(out, loudly(exportCourse(course, format!, { every })));
  return EXIT.done;
}
