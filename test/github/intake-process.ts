import { memoryInbox, startIntake } from './webhook-sender.ts';

/**
 * Intake alone in a process of its own, so that its memory can be read. Prints its port; answers each line on its
 * standard input with the resident bytes now, the highest so far, and the length of what it logged.
 */
const intake = await startIntake({ inbox: memoryInbox() });
let highest = 0;
setInterval(() => {
  highest = Math.max(highest, process.memoryUsage.rss());
}, 5);
process.stdin.on('data', () => {
  const resident = process.memoryUsage.rss();
  const logged = intake.lines.map((line) => line.length);
  process.stdout.write(`${JSON.stringify({ resident, highest, logged })}\n`);
});
process.stdin.on('end', () => process.exit(0));
process.stdout.write(`${JSON.stringify({ port: intake.port })}\n`);
