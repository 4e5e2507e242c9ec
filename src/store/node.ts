// The library in Node: the schedule that `rosenbad import hts` and `rosenbad pull` keep in the user's data folder.

export { dataFolder, importedSchedule } from './schedule-folder.ts';
