/** What a refusal says about an account in `held`. */
export const facts = (change: string) =>
  `jsonb_build_object('accountId', held.[id], 'ownerKind', held.[ownerKind], 'ownerId', held.[ownerId], 'asset', held.[asset],
    'balance', held.[balance], 'change', ${change}, 'minBalance', held.[minBalance])`;
