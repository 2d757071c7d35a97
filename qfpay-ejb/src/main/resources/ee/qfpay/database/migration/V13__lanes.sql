-- Each merchant has a lane of its own: what is due of one is found without reading past what is due of others.
drop index due_by_time;
create index due_by_merchant on due (merchant, next_at);
-- A reading of QFPay's list looks at everything that was recorded in the same time.
create index due_by_record on due (merchant, recorded_at);
create index payment_by_merchant on payment (merchant, recorded_at);
