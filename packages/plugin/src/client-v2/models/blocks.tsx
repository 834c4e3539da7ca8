import { BlockModel } from '@nocobase/client-v2';
import { Empty } from 'antd';
import { Accounts } from '../bank/Accounts';
import { Bank } from '../bank/Bank';
import { Board } from '../board/Board';
import { Campaigns } from '../campaigns/Campaigns';
import { Certificates } from '../certificates/Certificates';
import { Closes } from '../closes/Closes';
import { DispatchConsole } from '../dispatch/DispatchConsole';
import { later, t } from '../app';
import { Emergencies } from '../emergencies/Emergencies';
import { Findings } from '../findings/Findings';
import { Imports } from '../imports/Imports';
import { Intake } from '../intake/Intake';
import { OrderPage } from '../order/OrderPage';
import { Plans } from '../plans/Plans';
import { Settlements } from '../settlements/Settlements';
import { Stocks } from '../shop/Stocks';
import { Figures } from '../workbench/Figures';
import { Waiting } from '../workbench/Waiting';

/** Our blocks, as an administrator finds them in the menu that adds one to a page. */

export class SidanOrderBlockModel extends BlockModel {
  static override scene = ['one'];

  override renderComponent() {
    // The popup that this block stands in says which row was opened.
    const id = this.context.view?.inputArgs?.filterByTk ?? this.context.record?.id;
    if (!id) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('pages.order.none')} />;
    return <OrderPage orderId={String(id)} />;
  }
}
SidanOrderBlockModel.define({ label: later('pages.block.order'), sort: 900 });

export class SidanDispatchBlockModel extends BlockModel {
  override renderComponent() {
    return <DispatchConsole />;
  }
}
SidanDispatchBlockModel.define({ label: later('pages.block.dispatch'), sort: 901 });

export class SidanBoardBlockModel extends BlockModel {
  override renderComponent() {
    return <Board />;
  }
}
SidanBoardBlockModel.define({ label: later('pages.block.board'), sort: 902 });

export class SidanFiguresBlockModel extends BlockModel {
  override renderComponent() {
    return <Figures />;
  }
}
SidanFiguresBlockModel.define({ label: later('pages.block.figures'), sort: 903 });

export class SidanWaitingBlockModel extends BlockModel {
  override renderComponent() {
    return <Waiting />;
  }
}
SidanWaitingBlockModel.define({ label: later('pages.block.waiting'), sort: 904 });

export class SidanImportBlockModel extends BlockModel {
  override renderComponent() {
    return <Imports />;
  }
}
SidanImportBlockModel.define({ label: later('pages.block.imports'), sort: 905 });

export class SidanIntakeBlockModel extends BlockModel {
  override renderComponent() {
    return <Intake />;
  }
}
SidanIntakeBlockModel.define({ label: later('pages.block.intake'), sort: 906 });

export class SidanPlanBlockModel extends BlockModel {
  override renderComponent() {
    return <Plans />;
  }
}
SidanPlanBlockModel.define({ label: later('pages.block.plans'), sort: 907 });

export class SidanEmergencyBlockModel extends BlockModel {
  override renderComponent() {
    return <Emergencies />;
  }
}
SidanEmergencyBlockModel.define({ label: later('pages.block.emergencies'), sort: 908 });

export class SidanCertificateBlockModel extends BlockModel {
  override renderComponent() {
    return <Certificates />;
  }
}
SidanCertificateBlockModel.define({ label: later('pages.block.certificates'), sort: 909 });

export class SidanStockBlockModel extends BlockModel {
  override renderComponent() {
    return <Stocks />;
  }
}
SidanStockBlockModel.define({ label: later('pages.block.stocks'), sort: 910 });

export class SidanFindingBlockModel extends BlockModel {
  override renderComponent() {
    return <Findings />;
  }
}
SidanFindingBlockModel.define({ label: later('pages.block.findings'), sort: 912 });

export class SidanCloseBlockModel extends BlockModel {
  override renderComponent() {
    return <Closes />;
  }
}
SidanCloseBlockModel.define({ label: later('pages.block.closes'), sort: 913 });

export class SidanBankBlockModel extends BlockModel {
  override renderComponent() {
    return <Bank />;
  }
}
SidanBankBlockModel.define({ label: later('pages.block.bank'), sort: 914 });

export class SidanAccountsBlockModel extends BlockModel {
  override renderComponent() {
    return <Accounts />;
  }
}
SidanAccountsBlockModel.define({ label: later('pages.block.bankAccounts'), sort: 915 });

export class SidanSettlementBlockModel extends BlockModel {
  override renderComponent() {
    return <Settlements />;
  }
}
SidanSettlementBlockModel.define({ label: later('pages.block.settlements'), sort: 916 });

export class SidanCampaignBlockModel extends BlockModel {
  override renderComponent() {
    return <Campaigns />;
  }
}
SidanCampaignBlockModel.define({ label: later('pages.block.campaigns'), sort: 917 });
