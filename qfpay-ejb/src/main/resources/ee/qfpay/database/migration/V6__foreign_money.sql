-- What QFPay tells of money that moved without us, in more detail.

-- QFPay's mark on a payment when it was last told (0 none, 1 reversed, 2 cancelled, 3 refunded, 5 partly refunded)
alter table qfpay_transaction add column cancel_mark varchar(16);
-- of a refund: QFPay's number of the payment
alter table qfpay_transaction add column original_number varchar(128);
-- when QFPay says that the money moved
alter table qfpay_transaction add column moved_at timestamp(6) with time zone;
-- no row of QFPay's: concluded from the mark "refunded" on the payment, until the refunds themselves are told.
-- Its number is the payment's, followed by what was concluded; its amount is what no told refund accounts for yet.
alter table qfpay_transaction add column presumed boolean default false not null;
create index qfpay_transaction_by_number on qfpay_transaction (order_number);

-- up to where QFPay's own list was read for movements that nobody here asked for; one row for each merchant
create table list_window (
    merchant      varchar(32)  primary key,
    account       varchar(64)  not null,
    environment   varchar(8)   not null,
    begun_at      timestamp(6) with time zone not null,
    covered_until timestamp(6) with time zone not null,
    next_at       timestamp(6) with time zone not null,
    leased_until  timestamp(6) with time zone,
    lease         varchar(36)
);
