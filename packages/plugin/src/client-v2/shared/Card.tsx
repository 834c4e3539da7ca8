import { theme, Typography } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  /** What it is a card of, and in which state: `data-<kind>`, for who looks for it in the page. */
  kind: string;
  state: string;
  title: string;
  /** Beside the title: tags, and a word or two. */
  head: ReactNode;
  /** It is what matters now. */
  strong?: boolean;
  children: ReactNode;
}

/** One thing of a list on a page of ours: its name in a line with what is said at once, the rest below. */
export function Card({ kind, state, title, head, strong, children }: Props) {
  const { token } = theme.useToken();
  return (
    <article
      {...{ [`data-${kind}`]: state }}
      style={{
        border: `1px solid ${strong ? token.colorPrimaryBorder : token.colorBorderSecondary}`,
        borderRadius: token.borderRadiusLG,
        padding: '12px 16px',
        marginBottom: 12,
        minWidth: 0,
      }}
    >
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'baseline' }}>
        <Typography.Text strong style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Typography.Text>
        {head}
      </div>
      {children}
    </article>
  );
}
