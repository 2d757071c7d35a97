-- A row of an account that is not configured just now is set aside. That is not the slow lane, where a row comes that QFPay
-- did not settle in time and that a person was told of.
alter table due add column set_aside boolean default false not null;
