// npm run synod -- export: a run, executed again, in the form of another tool; as a page that plays it; or one moment as a picture.
import { exportCourse, type ExportPart } from '../../src/trace/exports/exports.ts';
import { EXIT, HTML, SVG, type Exit, type Options } from './command-line.ts';
import { openRun, possible } from './files.ts';
import { writeTexts } from './output.ts';
import { paced, type Pace } from './pace.ts';
import { pictureAt } from './picture-at.ts';
import { standAlonePage } from './stand-alone-page.ts';

export async function exportCommand({ files, format, out, every, event, branch, progress }: Options): Promise<Exit> {
  await paced('export', progress, async (pace) => {
    if (format === HTML) return writeTexts(out, [await standAlonePage(files[0]!, event, branch, pace)], pace);
    const { course, title } = openRun(files[0]!, branch);
    if (format === SVG) return writeTexts(out, possible(pictureAt(course, title, event, pace)), pace);
    return writeTexts(out, textsOf(possible(exportCourse(course, format!, { every })), pace), pace);
  });
  return EXIT.done;
}

function* textsOf(parts: Iterable<ExportPart>, pace: Pace): Generator<string> {
  for (const { text, done, total } of parts) {
    yield text;
    pace.at(done, total);
  }
}
