-- drive-sync's bookkeeping. What is lost here is asked for again: without a base both sides count as having been empty, so that
-- nothing is deleted and what differs is kept twice.

-- A remote that is mirrored. "place" tells remote path and mirror: where one of them is another, nothing is agreed on.
create table drive_remote (
    id bigint primary key,
    name varchar not null,
    place varchar not null,
    constraint drive_remote_once unique (name)
);

-- The base: what each side looked like when both were agreed on a path. Times in nanoseconds since 1970, sizes in bytes.
create table drive_agreed (
    remote_id bigint not null,
    path varchar not null,
    remote_size bigint not null,
    remote_time bigint,
    remote_hash varchar,
    mirror_size bigint not null,
    mirror_modified bigint not null,
    mirror_changed bigint not null,
    mirror_inode bigint not null,
    digest varchar,
    primary key (remote_id, path),
    constraint drive_agreed_remote foreign key (remote_id) references drive_remote (id) on delete cascade
);

-- The decisions of one look at both sides, before the first write. "settings" is a digest of what they depend on.
create table drive_plan (
    id bigint primary key,
    remote_id bigint not null,
    made_at timestamp(6) with time zone not null,
    settings varchar not null,
    state varchar not null,
    snapshot varchar,
    constraint drive_plan_remote foreign key (remote_id) references drive_remote (id) on delete cascade,
    constraint drive_plan_state check (state in ('open', 'done', 'replaced'))
);

-- One file of a plan that moves or goes, in the order in which that is done. A chunk is done or not done as a whole.
create table drive_transfer (
    plan_id bigint not null,
    seq integer not null,
    chunk integer not null,
    path varchar not null,
    action varchar not null,
    remark varchar not null,
    copy_path varchar,
    remote_size bigint,
    remote_time bigint,
    remote_hash varchar,
    mirror_size bigint,
    mirror_modified bigint,
    mirror_changed bigint,
    mirror_inode bigint,
    state varchar not null,
    problem varchar,
    primary key (plan_id, seq),
    constraint drive_transfer_plan foreign key (plan_id) references drive_plan (id) on delete cascade,
    constraint drive_transfer_state check (state in ('planned', 'done', 'failed'))
);

create index drive_transfer_chunk on drive_transfer (plan_id, chunk);

-- Which remote a run was about, what it worked on, and the commit it made.
create table drive_run (
    job_execution_id bigint primary key,
    remote_id bigint not null,
    plan_id bigint,
    git_commit varchar,
    constraint drive_run_run foreign key (job_execution_id)
        references batch_job_execution (job_execution_id) on delete cascade,
    constraint drive_run_remote foreign key (remote_id) references drive_remote (id) on delete cascade,
    constraint drive_run_plan foreign key (plan_id) references drive_plan (id) on delete cascade
);
