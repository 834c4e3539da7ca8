import { ClickableFieldModel } from '@nocobase/client-v2';
import { DisplayItemModel } from '@nocobase/flow-engine';
import { useFound } from '../api/useFound';
import { ruleTitle } from '../api/rules';
import { later } from '../app';

interface Decision {
  pack?: string;
  rule?: string;
}

/** A points rule by its title: in the table of decisions by the row itself, in that of postings by the decision. */
export class SidanRuleFieldModel extends ClickableFieldModel {
  override render() {
    const { value } = this.props;
    const { pack, rule } =
      typeof value === 'object' && value !== null
        ? (value as Decision)
        : { ...(this.context.record as Decision | undefined), rule: value as string | undefined };
    return <Title pack={pack} rule={rule} />;
  }
}
SidanRuleFieldModel.define({ label: later('pages.field.rule') });

/** A rule of a pack that is gone has its name in the pack left. */
function Title({ pack = '', rule }: Decision) {
  return <>{useFound(rule && `${pack}/${rule}`, () => ruleTitle(pack, rule!)) ?? rule}</>;
}

DisplayItemModel.bindModelToInterface('SidanRuleFieldModel', ['input', 'm2o']);
