-- The codes with which QFPay put a refund off: it keeps a row of each such refusal, which says nothing of a later send. Until now the
-- last code of all stood for them, also where that was the answer to a later send.
alter table refund add column deferred_codes varchar(64);
update refund set deferred_codes = response_code where deferred_why is not null;
