// Waiting in a worker's thread. A timer of 0 ms waits for 4 where it is asked for often; a message to oneself comes after those that wait already.
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();

const soon = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
const later = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis));

/** Resolves after so many ms of real time; 0: as soon as messages that wait have been heard. */
export const sleep = (millis: number): Promise<void> => (millis <= 0 ? soon() : later(millis));
