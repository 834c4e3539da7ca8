import { all, POSTING_CHECKS, refuseUnless } from '../checks';
import { raise } from '../raise';
import { sealOf } from '../seal';

const original = (id: string) =>
  `select * into original from {postings} p where p.[id] = ${id} and p.[regionCode] = new.[regionCode];
    if not found then ${raise('POSTING_NOT_FOUND', `jsonb_build_object('postingId', ${id})`)} end if;`;

/**
 * Before a posting is added: its time of writing, its seal, and, for a reversal, that it mirrors its original; for the capture of a hold,
 * that it takes all that is held. One expression and the seal where all is well and it is neither. Nothing that is looked at here can change later, so no lock is needed.
 */
export const ADMIT = `
declare original record;
begin
  if (coalesce(new.[reversesId], new.[settlesId]) is null and new.[createdAt] is not null and ${all(POSTING_CHECKS)}) is not true then
    new.[createdAt] := coalesce(new.[createdAt], now());
    if new.[reversesId] is not null then
      ${original('new.[reversesId]')}
      if original.[reversesId] is not null or original.[sourceId] <> new.[destinationId] or original.[destinationId] <> new.[sourceId]
          or original.[asset] <> new.[asset] or original.[amount] <> new.[amount] then
        ${raise('NOT_REVERSIBLE', `jsonb_build_object('postingId', new.[reversesId])`)}
      end if;
      new.[settlesId] := case when original.[kind] = 'hold' then original.[id] end;
    elsif new.[settlesId] is not null then
      ${original('new.[settlesId]')}
      if original.[kind] <> 'hold' or original.[destinationId] <> new.[sourceId] or original.[asset] <> new.[asset]
          or original.[amount] <> new.[amount] then
        ${raise('NOT_A_HOLD', `jsonb_build_object('postingId', new.[settlesId])`)}
      end if;
    end if;
    ${refuseUnless(POSTING_CHECKS)}
  end if;
  new.seal := ${sealOf('new')};
  return new;
end`;
