import { Input, type InputProps } from 'antd';
import { readFigure, type FigureBounds } from './figures';

interface Props extends Omit<InputProps, 'value' | 'onChange' | 'onBlur'> {
  /** A whole number, or what was typed where that is none. */
  value?: unknown;
  onChange?: (value: number | string | undefined) => void;
}

const WHOLE = /^[+-]?\d{1,15}$/;

/**
 * A whole number that stays as it was typed: what is none is handed on as it is, for whoever checks it to say so. The host's own input would round it unsaid.
 * Until somebody has finished typing 007 stays 007; then it is 7.
 */
export const WholeInput = ({ value, onChange, ...rest }: Props) => (
  <Input
    inputMode="numeric"
    autoComplete="off"
    {...rest}
    value={value === null || value === undefined ? '' : String(value as string | number)}
    onChange={({ target }) => {
      const typed = target.value.normalize('NFKC').trim();
      const isFinished = WHOLE.test(typed) && String(Number(typed)) === typed;
      onChange?.(typed === '' ? undefined : isFinished ? Number(typed) : typed);
    }}
    onBlur={() => {
      if (typeof value === 'string' && WHOLE.test(value)) onChange?.(Number(value));
    }}
  />
);

/** What is wrong with what was typed there, in the reader's language. */
export const wholeTrouble = (value: unknown, bounds: FigureBounds): string | undefined =>
  readFigure(value === null || value === undefined ? '' : String(value as string | number), bounds).trouble;
