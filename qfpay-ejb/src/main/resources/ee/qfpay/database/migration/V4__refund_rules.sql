-- Refunds that QFPay takes later: when they go again, why they wait, how often in a row they were put off for that.
alter table refund add column deferred_until timestamp(6) with time zone;
alter table refund add column deferred_why varchar(16);
alter table refund add column deferrals integer default 0 not null;
alter table refund add constraint refund_deferred_has_its_time check (state <> 'DEFERRED' or deferred_until is not null);

-- what a merchant took and gave back on one day
create index payment_by_paid on payment (merchant, paid_at);
create index refund_by_refunded on refund (merchant, refunded_at);
