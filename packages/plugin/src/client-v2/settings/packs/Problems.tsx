import { Typography } from 'antd';
import type { PackProblem } from '../../api/packs';

/** What is wrong with a pack: where, why, and what to do. */
export const Problems = ({ problems }: { problems: PackProblem[] }) => (
  <ol style={{ paddingInlineStart: 20, margin: 0 }}>
    {problems.map((problem, index) => (
      <li key={index} style={{ marginBottom: 8, overflowWrap: 'anywhere' }}>
        <div>{problem.cause}</div>
        <div>{problem.remedy}</div>
        <Typography.Text type="secondary">{[problem.file, problem.path].filter(Boolean).join(' ')}</Typography.Text>
      </li>
    ))}
  </ol>
);
