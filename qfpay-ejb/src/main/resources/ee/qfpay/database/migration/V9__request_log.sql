-- When requests of a merchant left for QFPay, as far back as its limits count: one row for each merchant, written before each request.
create table request_log (
    merchant varchar(32) primary key,
    sent     bytea       not null
);
