-- Where more is due than one round takes, those that were looked at least are found without reading past all the others.
create index due_by_stage on due (merchant, stage, tries, next_at);
