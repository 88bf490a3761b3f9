// npm run synod -- export: a run, executed again, in the form of another tool; or as a page that plays it.
import { exportCourse } from '../../src/trace/exports/exports.ts';
import { EXIT, HTML, type Exit, type Options } from './command-line.ts';
import { loudly, openRun, writeTexts } from './files.ts';
import { standAlonePage } from './stand-alone-page.ts';

export function exportCommand({ files, format, out, every }: Options): Exit {
  if (format === HTML) {
    writeTexts(out, [standAlonePage(files[0]!)]);
    return EXIT.done;
  }
  const { course } = openRun(files[0]!);
  writeTexts(out, loudly(exportCourse(course, format!, { every })));
  return EXIT.done;
}
