/** What is wrong with a field, in words. */
import { t, type Key } from '../i18n';
import type { FieldProblem, FieldProblemCode } from './validate';

const WORDS: Record<FieldProblemCode, Key> = {
  required: 'problem.required',
  chooseOne: 'problem.chooseOne',
  tooLong: 'problem.tooLong',
  phone: 'problem.phone',
  number: 'problem.number',
  integer: 'problem.integer',
  date: 'problem.date',
  datetime: 'problem.datetime',
  option: 'problem.option',
  endBeforeStart: 'problem.endBeforeStart',
  mustAgree: 'problem.mustAgree',
};

export const wordsOf = ({ code, title, params }: FieldProblem): string => t(WORDS[code], { field: title, ...params });
