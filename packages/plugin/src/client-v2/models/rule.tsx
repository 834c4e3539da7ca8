import { ClickableFieldModel } from '@nocobase/client-v2';
import { DisplayItemModel } from '@nocobase/flow-engine';
import { useFound } from '../api/useFound';
import { packTitle, ruleTitle } from '../api/rules';
import { later } from '../app';

interface Decision {
  pack?: string;
  rule?: string;
}

/** A points rule or its pack by their titles: in the table of decisions by the row itself, in that of postings by the decision. */
export class SidanRuleFieldModel extends ClickableFieldModel {
  override render() {
    const { value } = this.props;
    const decision = (typeof value === 'object' && value !== null ? value : this.context.record) as
      | Decision
      | undefined;
    if (this.context.collectionField?.name === 'pack') return <Pack name={decision?.pack} />;
    return <Rule pack={decision?.pack} name={decision?.rule} />;
  }
}
SidanRuleFieldModel.define({ label: later('pages.field.rule') });

// What is gone from the packs has its name left.

const Rule = ({ pack = '', name }: { pack?: string; name?: string }) => (
  <>{useFound(name && `${pack} ${name}`, () => ruleTitle(pack, name!)) ?? name}</>
);

const Pack = ({ name }: { name?: string }) => <>{useFound(name, () => packTitle(name!)) ?? name}</>;

DisplayItemModel.bindModelToInterface('SidanRuleFieldModel', ['input', 'm2o']);
