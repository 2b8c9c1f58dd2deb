-- The directory in which a run sets aside what the remote had, below the backup directory there. Runs are counted in each state
-- directory from 1, and several may set aside on one remote: the name is of this run alone. Null: of an earlier version, by its number.
alter table drive_run add column aside varchar;
