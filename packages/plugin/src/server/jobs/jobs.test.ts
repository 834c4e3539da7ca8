import { createJobs } from './jobs';

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

function counted() {
  let runs = 0;
  const jobs = createJobs([{ work: async () => void (runs += 1), idleMs: 1, wakes: true }], (error) => {
    throw error;
  });
  const works = async () => {
    const before = runs;
    for (let i = 0; i < 200 && runs === before; i += 1) await turn();
    return runs > before;
  };
  const rests = async () => {
    const before = runs;
    await turn();
    return runs === before;
  };
  return { jobs, works, rests };
}

test('a pause ends the work and resuming goes on with it', async () => {
  const { jobs, works, rests } = counted();
  jobs.start();
  expect(await works()).toBe(true);
  const resume = await jobs.pause();
  expect(await rests()).toBe(true);
  jobs.start();
  expect(await rests()).toBe(true);
  resume();
  expect(await works()).toBe(true);
  await jobs.stop();
  expect(await rests()).toBe(true);
});

test('a process that was never started stays at rest after a pause', async () => {
  const { jobs, rests } = counted();
  (await jobs.pause())();
  expect(await rests()).toBe(true);
});
