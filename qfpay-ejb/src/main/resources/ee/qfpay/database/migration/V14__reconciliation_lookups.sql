-- What the comparison of a day looks up, without reading past what is of other refunds, orders and merchants.
create index qfpay_transaction_by_refund on qfpay_transaction (refund_id);
create index qfpay_transaction_by_original on qfpay_transaction (merchant, original_number);
create index reconciliation_run_by_turn on reconciliation_run (merchant, ended_at, next_at);
create index reconciliation_run_by_night on reconciliation_run (merchant, night);
-- whether a person was told of its differences by one item
alter table reconciliation_run add column told_at_once boolean default false not null;
