-- What all rows of source_file come to, so that a run need not load those that have not changed (docs/decisions/0010). One packed text
-- of bytes, cut into pieces. Empty where it is not known: the rows are then loaded, and it is made from them.
create table source_digest (
    seq integer primary key,
    content bytea not null
);
