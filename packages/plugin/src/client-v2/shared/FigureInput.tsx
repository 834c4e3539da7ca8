import { Input, Typography } from 'antd';
import type { CSSProperties } from 'react';
import { readFigure, type FigureBounds } from './figures';

interface Props {
  label: string;
  /** As it was typed; `readFigure` makes a number of it. */
  text: string;
  bounds: FigureBounds;
  onText: (text: string) => void;
  style?: CSSProperties;
}

/** A figure that stays as it was typed: what is wrong with it is said below, and nothing is changed. */
export function FigureInput({ label, text, bounds, onText, style }: Props) {
  const { trouble } = readFigure(text, bounds);
  return (
    <div style={style}>
      <Input
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        placeholder={label}
        aria-invalid={trouble !== undefined}
        status={trouble === undefined ? undefined : 'error'}
        value={text}
        onChange={({ target }) => onText(target.value)}
      />
      {trouble !== undefined && <Typography.Text type="danger">{trouble}</Typography.Text>}
    </div>
  );
}
