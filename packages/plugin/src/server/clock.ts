/** What time it is. An input of everything that runs on it, so that a month can be replayed; the server's own is the only real one. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
