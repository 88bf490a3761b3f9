// npm run synod: runs of Synod from the command line: run a scenario, verify, export, show and grade trace files, check event lines.
// Exit codes are in the help, and stable.
import { exportCommand } from './synod/export-command.ts';
import { gradeCommand } from './synod/grade-command.ts';
import { checkCommand, runCommand, showCommand, verifyCommand } from './synod/run-commands.ts';
import { EXIT, HELP, readCommandLine, type Exit, type Options } from './synod/command-line.ts';
import { Refusal } from './synod/files.ts';

const COMMANDS: Readonly<Record<string, (o: Options) => Exit>> = {
  run: runCommand,
  verify: verifyCommand,
  export: exportCommand,
  show: showCommand,
  grade: gradeCommand,
  check: checkCommand,
};

function main(args: readonly string[]): Exit {
  const options = readCommandLine(args, Object.keys(COMMANDS));
  if (options === 'help') {
    process.stdout.write(`${HELP}\n`);
    return EXIT.done;
  }
  if (typeof options === 'string') {
    process.stderr.write(`${options}\nnpm run synod -- --help lists what there is.\n`);
    return EXIT.usage;
  }
  try {
    return COMMANDS[options.command]!(options);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT.refused;
  }
}

process.stdout.on('error', () => process.exit(EXIT.done)); // whoever read it has gone: `| head`
process.exitCode = main(process.argv.slice(2));
